/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
