// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observation {@code zmq.secure.template.send}: a message is sent, published, or sent
 * as a request until its reply is there.
 *
 * @since 0.1.0
 */
public enum ZmqTemplateObservation implements ObservationDocumentation {

	/** Sending, publishing, and requesting until the reply is there. */
	EXCHANGE {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultZmqTemplateObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeyNames.values();
		}

	};

	/** Keys with few values, which become tags of meters too. */
	public enum LowCardinalityKeyNames implements KeyName {

		/** The name of the socket. */
		SOCKET {

			@Override
			public String asString() {
				return "socket";
			}

		},

		/** What is done: {@code send}, {@code publish} or {@code request}. */
		OPERATION {

			@Override
			public String asString() {
				return "operation";
			}

		}

	}

	/**
	 * Keys for traces only: those with many values, and those that OpenTelemetry asks
	 * for.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/** Always {@code zeromq}. */
		MESSAGING_SYSTEM {

			@Override
			public String asString() {
				return "messaging.system";
			}

		},

		/** The name of the socket. */
		MESSAGING_DESTINATION_NAME {

			@Override
			public String asString() {
				return "messaging.destination.name";
			}

		},

		/** What is done, as in {@code operation}. */
		MESSAGING_OPERATION_NAME {

			@Override
			public String asString() {
				return "messaging.operation.name";
			}

		},

		/** The topic, where there is one. */
		MESSAGING_ZMQ_TOPIC {

			@Override
			public String asString() {
				return "messaging.zmq.topic";
			}

		}

	}

}
