// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.observation;

import io.github.zmqsecure.observation.ZmqListenerObservation.HighCardinalityKeyNames;
import io.github.zmqsecure.observation.ZmqListenerObservation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValues;

/**
 * Default {@link ZmqListenerObservationConvention}: tags as the other meters have them,
 * and on spans also what OpenTelemetry's conventions for messaging ask for.
 *
 * @since 0.1.0
 */
public class DefaultZmqListenerObservationConvention implements ZmqListenerObservationConvention {

	@Override
	public KeyValues getLowCardinalityKeyValues(ZmqListenerObservationContext context) {
		return lowCardinality(context.getSocket(), context.getListenerId());
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ZmqListenerObservationContext context) {
		KeyValues values = KeyValues.of(HighCardinalityKeyNames.MESSAGING_SYSTEM.withValue("zeromq"),
				HighCardinalityKeyNames.MESSAGING_DESTINATION_NAME.withValue(context.getSocket()),
				HighCardinalityKeyNames.MESSAGING_OPERATION_NAME.withValue("process"));
		String peer = context.getPeer();
		if (peer != null) {
			values = values.and(HighCardinalityKeyNames.MESSAGING_ZMQ_PEER.withValue(peer));
		}
		String topic = context.getTopic();
		return (topic != null) ? values.and(HighCardinalityKeyNames.MESSAGING_ZMQ_TOPIC.withValue(topic)) : values;
	}

	@Override
	public String getContextualName(ZmqListenerObservationContext context) {
		return context.getSocket() + " process";
	}

	static KeyValues lowCardinality(String socket, String listenerId) {
		return KeyValues.of(LowCardinalityKeyNames.SOCKET.withValue(socket),
				LowCardinalityKeyNames.LISTENER.withValue(listenerId));
	}

}
