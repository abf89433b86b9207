// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observation {@code zmq.secure.listener.handle}: a listener handles a message, until
 * the reply is there if it has one.
 *
 * @since 0.1.0
 */
public enum ZmqListenerObservation implements ObservationDocumentation {

	/** Handling a message. */
	PROCESS {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultZmqListenerObservationConvention.class;
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

		/** The id of the listener. */
		LISTENER {

			@Override
			public String asString() {
				return "listener";
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

		/** Always {@code process}. */
		MESSAGING_OPERATION_NAME {

			@Override
			public String asString() {
				return "messaging.operation.name";
			}

		},

		/** The authenticated peer, where there is one. */
		MESSAGING_ZMQ_PEER {

			@Override
			public String asString() {
				return "messaging.zmq.peer";
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
