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

import java.lang.reflect.Field;

import io.github.zmqsecure.curve.CurveKeyPair;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Options;
import zmq.io.mechanism.Mechanism;
import zmq.io.mechanism.Mechanisms;

import static org.assertj.core.api.Assertions.assertThat;

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

	private static byte[] secret(Mechanism mechanism, String name) throws ReflectiveOperationException {
		Field field = mechanism.getClass().getDeclaredField(name);
		field.setAccessible(true);
		return (byte[]) field.get(mechanism);
	}

}
