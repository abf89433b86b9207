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

package io.github.zmqsecure.jeromq;

import java.time.Duration;

import io.github.zmqsecure.ZmqSecureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import zmq.ZMQ;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link JeromqSelfCheck}.
 */
@Timeout(60)
class JeromqSelfCheckTests {

	private final ZContext context = new ZContext(1);

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void findsConnectionsGuarded() {
		assertThatNoException().isThrownBy(() -> JeromqSelfCheck.run(this.context));
	}

	@Test
	void findsConnectionsGuardedOfSeveralIoThreads() {
		try (ZContext several = new ZContext(4)) {
			assertThatNoException().isThrownBy(() -> JeromqSelfCheck.run(several));
		}
	}

	/**
	 * As a hold on JeroMQ would that does not take.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void refusesAJeromqWhoseConnectionsAreNotGuarded(boolean attached) {
		JeromqSelfCheck check = new JeromqSelfCheck(this.context.createSocket(SocketType.PAIR),
				Duration.ofMillis(500)) {

			@Override
			public void attaching(Attachment attachment) {
				if (attached) {
					super.attaching(attachment);
				}
			}

			@Override
			public void consume(ZMQ.Event event) {
				if (event.event != ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL) {
					super.consume(event);
				}
			}

		};
		assertThatExceptionOfType(ZmqSecureException.class).isThrownBy(check::run)
			.withMessageContaining("could not be guarded");
	}

}
