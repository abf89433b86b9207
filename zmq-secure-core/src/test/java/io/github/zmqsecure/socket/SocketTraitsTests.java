// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocketTraits}: what the table says is what JeroMQ does.
 */
class SocketTraitsTests {

	@ParameterizedTest
	@EnumSource(value = SocketType.class, names = { "RAW", "STREAM" }, mode = EnumSource.Mode.EXCLUDE)
	void sendsAndReceivesWhatJeromqDoes(SocketType type) {
		try (ZContext context = new ZContext(); ZMQ.Socket socket = context.createSocket(type)) {
			assertThat(SocketTraits.canSend(type)).isEqualTo(isSupported(() -> socket.send("x", ZMQ.DONTWAIT)));
			assertThat(SocketTraits.canReceive(type)).isEqualTo(isSupported(() -> socket.recv(ZMQ.DONTWAIT)));
		}
	}

	@ParameterizedTest
	@EnumSource(SocketType.class)
	void saysSomethingOfEachType(SocketType type) {
		assertThat(SocketTraits.canSend(type) || SocketTraits.canReceive(type))
			.isEqualTo(SocketTraits.isSupported(type));
		assertThat(SocketTraits.hasOnePeer(type) && !SocketTraits.choosesPeer(type)).isFalse();
		assertThat(SocketTraits.copies(type) && SocketTraits.choosesPeer(type)).isFalse();
		assertThat(SocketTraits.losesNothing(type) && SocketTraits.canSend(type)).isFalse();
	}

	private static boolean isSupported(Runnable call) {
		try {
			call.run();
			return true;
		}
		catch (UnsupportedOperationException ex) {
			return false;
		}
		catch (ZMQException ex) {
			return ex.getErrorCode() != ZMQ.Error.ENOTSUP.getCode();
		}
	}

}
