// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure;

import java.util.HexFormat;
import java.util.Random;

import io.github.zmqsecure.curve.CurveKeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyRedaction}.
 */
class KeyRedactionTests {

	@Test
	void takesOutKeysWhereverTheyStand() {
		Random random = new Random(42);
		int shown = 0;
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = new byte[32];
			random.nextBytes(bytes);
			String key = ZMQ.Curve.z85Encode(bytes);
			for (String text : new String[] { key, "tcp://" + key + ":5555", "file:/etc/zmq/" + key + ".key",
					"socket '" + key + "' is", "[own, " + key + "]" }) {
				shown += KeyRedaction.redact(text).contains(key) ? 1 : 0;
			}
			assertThat(KeyRedaction.redact("key " + HexFormat.of().formatHex(bytes))).isEqualTo("key ******");
		}
		assertThat(shown).isLessThan(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://127.0.0.1:5555", "tcp://orders-service.team-a.svc.cluster.local:5555",
			"file:/run/secrets/zmq/orders-service.key_secret", "[tcp://10.0.0.0/8:5000-5999, tcp://[fd00::]/8:*]",
			"zmq.secure.sockets.orders-service-of-the-european-market.options.heartbeat-timeout",
			"io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration", "ZMQ_SECURE_SOCKETS_ORDERSCLIENT_CONNECT",
			"classpath:/keys/market-data-2026-11-26.key", "ordersServiceForTheEuropeanMarketV2",
			"tcp://[2001:db8:85a3:8d3:1319:8a2e:370:7348]:443", "c9bf9e57-1685-4c89-bafb-ff5af830be8a",
			"https://docs.spring.io/spring-boot/reference/features/external-config.html" })
	void leavesWhatIsNoKey(String text) {
		assertThat(KeyRedaction.redact(text)).isEqualTo(text);
	}

	@Test
	void leavesFingerprints() {
		String fingerprint = CurveKeyPair.generate().publicKey().fingerprint();
		assertThat(KeyRedaction.redact("key " + fingerprint + ", is")).contains(fingerprint);
	}

	@Test
	void takesKeysOutOfExceptionsAndTheirCauses() {
		String key = CurveKeyPair.generate().publicKey().toZ85();
		IllegalStateException cause = new IllegalStateException("no file", new IllegalArgumentException("no " + key));
		ZmqSecureException exception = new ZmqSecureException("'" + key + "' is no name", cause);
		assertThat(exception).hasMessage("'******' is no name").hasStackTraceContaining("no file");
		assertThat(exception.getCause()).isNotNull().hasNoCause();
		ZmqConfigurationException property = new ZmqConfigurationException("zmq.secure.keys." + key, key, key, key);
		assertThat(property.toString() + property.getProperty() + property.getValue() + property.getProblem()
				+ property.getAction())
			.doesNotContain(key);
	}

}
