// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.observation;

import io.github.zmqsecure.observation.ZmqTemplateObservation.HighCardinalityKeyNames;
import io.github.zmqsecure.observation.ZmqTemplateObservation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValues;

/**
 * Default {@link ZmqTemplateObservationConvention}: tags as the other meters have them,
 * and on spans also what OpenTelemetry's conventions for messaging ask for.
 *
 * @since 0.1.0
 */
public class DefaultZmqTemplateObservationConvention implements ZmqTemplateObservationConvention {

	@Override
	public KeyValues getLowCardinalityKeyValues(ZmqTemplateObservationContext context) {
		return lowCardinality(context.getSocket(), context.getOperation());
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ZmqTemplateObservationContext context) {
		KeyValues values = KeyValues.of(HighCardinalityKeyNames.MESSAGING_SYSTEM.withValue("zeromq"),
				HighCardinalityKeyNames.MESSAGING_DESTINATION_NAME.withValue(context.getSocket()),
				HighCardinalityKeyNames.MESSAGING_OPERATION_NAME.withValue(context.getOperation()));
		String topic = context.getTopic();
		return (topic != null) ? values.and(HighCardinalityKeyNames.MESSAGING_ZMQ_TOPIC.withValue(topic)) : values;
	}

	@Override
	public String getContextualName(ZmqTemplateObservationContext context) {
		return context.getSocket() + " " + context.getOperation();
	}

	static KeyValues lowCardinality(String socket, String operation) {
		return KeyValues.of(LowCardinalityKeyNames.SOCKET.withValue(socket),
				LowCardinalityKeyNames.OPERATION.withValue(operation));
	}

}
