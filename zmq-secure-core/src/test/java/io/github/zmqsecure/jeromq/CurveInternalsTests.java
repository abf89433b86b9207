// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.nacl.CounterBox;
import io.github.zmqsecure.nacl.NaclProviders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Options;
import zmq.io.mechanism.Mechanism;
import zmq.io.mechanism.Mechanisms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CurveInternals}.
 */
class CurveInternalsTests {

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void forgetsTheKeysOfAConnectionAndNotThoseOfItsSocket(boolean server) throws ReflectiveOperationException {
		CurveKeyPair pair = CurveKeyPair.generate();
		Options options = new Options();
		options.asServer = server;
		options.curvePublicKey = pair.publicKey().toBytes();
		options.curveSecretKey = pair.secretKey().toBytes();
		options.curveServerKey = CurveKeyPair.generate().publicKey().toBytes();
		Mechanism mechanism = Mechanisms.CURVE.create(null, null, options);
		byte[] shortTerm = secret(mechanism, "cnSecret");
		byte[] shared = secret(mechanism, "cnPrecom");
		shared[0] = 1;
		assertThat(shortTerm).isNotEqualTo(new byte[32]);
		JeromqInternals.get().curve().wipe(mechanism);
		assertThat(shortTerm).isEqualTo(new byte[32]);
		assertThat(shared).isEqualTo(new byte[32]);
		assertThat(options.curveSecretKey).isEqualTo(pair.secretKey().toBytes());
	}

	@Test
	void sealsPropertiesAnewUnderTheNonceThatIsSentAndNeverUnderOneThatWasUsed() {
		byte[] key = new byte[32];
		byte[] made = ready(key, Long.MIN_VALUE | 7, "Socket-Type");
		byte[] sealed = HandshakeProperty.sealed(made, key, 7, "X-Name", "value");
		assertThat(ByteBuffer.wrap(sealed).getLong(6)).isEqualTo(7);
		assertThat(open(sealed, key, 7)).startsWith("Socket-Type").endsWith("\6X-Name\0\0\0\5value");
		byte[] full = HandshakeProperty.sealed(ready(key, Long.MIN_VALUE | 7, "x".repeat(241)), key, 7, "X-Name",
				"value");
		assertThat(open(full, key, 7)).isEqualTo("x".repeat(241));
		assertThatIllegalStateException()
			.isThrownBy(() -> HandshakeProperty.sealed(ready(key, 7, "Socket-Type"), key, 7, "X-Name", "value"));
		assertThatIllegalStateException().isThrownBy(() -> HandshakeProperty.sealed(made,
				"0".repeat(32).getBytes(StandardCharsets.US_ASCII), 7, "X-Name", "value"));
	}

	private static byte[] ready(byte[] key, long nonce, String properties) {
		byte[] box = new byte[32 + properties.length()];
		System.arraycopy(properties.getBytes(StandardCharsets.US_ASCII), 0, box, 32, properties.length());
		counterBox(key).seal(box, box.length, nonce);
		return ByteBuffer.allocate(box.length - 2)
			.put("\5READY".getBytes(StandardCharsets.US_ASCII))
			.putLong(nonce)
			.put(box, 16, box.length - 16)
			.array();
	}

	private static String open(byte[] command, byte[] key, long nonce) {
		byte[] box = new byte[command.length + 2];
		System.arraycopy(command, 14, box, 16, command.length - 14);
		assertThat(counterBox(key).open(box, box.length, nonce)).isTrue();
		return new String(box, 32, box.length - 32, StandardCharsets.US_ASCII);
	}

	private static CounterBox counterBox(byte[] key) {
		return NaclProviders.current().counterBox(key, "CurveZMQREADY---".getBytes(StandardCharsets.US_ASCII));
	}

	private static byte[] secret(Mechanism mechanism, String name) throws ReflectiveOperationException {
		Field field = mechanism.getClass().getDeclaredField(name);
		field.setAccessible(true);
		return (byte[]) field.get(mechanism);
	}

}
