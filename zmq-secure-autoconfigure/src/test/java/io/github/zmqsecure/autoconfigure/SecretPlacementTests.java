// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveSecretKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for a secret key that was put wherever it does not belong: nothing of it is
 * written anywhere, in no spelling, at no log level of this library, by it or by Spring
 * Boot.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretPlacementTests {

	private static final CurveKeyPair PAIR = CurveKeyPair
		.of(CurveSecretKey.parse("sdhSjo1kS@(JpTGyh(7cQAOpQmp7Xz8FRhO?8fJl"));

	/** So much of a key, without case and special characters, is no coincidence. */
	private static final int TELLING = 12;

	private static final String PLACEMENTS = """
			keys.%s.ephemeral: true
			keys.%s.ephemeral: maybe
			keys.%s: text
			keys.%s: { secret-key: x }
			keys.own.%s: text
			keys.own.location: "%s"
			keys.own.public-key: "%s"
			keys.own.secret-key: "%sX"
			keys.own.secret-key: "  %s x"
			keys.own: "%s"
			keys: "%s"
			keys: [ "%s" ]
			peers.%s.public-key: x
			peers.%s.location: "file:/nowhere"
			peers.own.public-key: "%s"
			peers.own.location: "%s"
			peers.own: "%s"
			peers: "%s"
			peers: { "[%s]": { public-key: x } }
			keys: { "[%s]": { location: "file:/nowhere" } }
			sockets.%s.type: router
			sockets.%s.typ: router
			sockets: { "[%s]": { type: router } }
			sockets: "%s"
			sockets.orders: "%s"
			%s: text
			limits.%s: 5
			limits: "%s"
			limits.max-connections: "%s"
			limits.handshake-timeout: "%s"
			defaults.%s: 5
			defaults.linger: "%s"
			defaults.max-msg-size: "%s"
			defaults: "%s"
			plaintext: "%s"
			enabled: "%s"
			bind-allowlist: [ "%s" ]
			connect-allowlist: "%s"
			zap.addresses.allow: [ "%s" ]
			peer-directory: "%s"
			reload.period: "%s"
			reload: "%s"
			sockets.orders: { type: "%s" }
			sockets.orders: { type: router, bind: "%s", key: own, clients: any }
			sockets.orders: { type: router, bind: "tcp://127.0.0.1:*", key: "%s", clients: any }
			sockets.orders: { type: router, bind: "tcp://127.0.0.1:*", key: own, clients: [ "%s" ] }
			sockets.orders: { type: router, bind: "tcp://127.0.0.1:*", key: own, clients: [ own, "%s" ] }
			sockets.orders: { type: router, bind: "tcp://127.0.0.1:*", key: own, clients: { "%s": true } }
			sockets.orders: { type: dealer, connect: "tcp://127.0.0.1:1", server: "%s" }
			sockets.orders: { type: dealer, connect: "tcp://%s:1", server: own }
			sockets.orders: { type: sub, connect: "tcp://127.0.0.1:1", server: own, options: { "[%s]": 1 } }
			sockets.orders: { type: sub, connect: "tcp://127.0.0.1:1", server: own, options: { snd-hwm: "%s" } }
			sockets.orders: { type: sub, connect: "tcp://127.0.0.1:1", server: own, mechanism: "%s" }
			sockets.orders: { type: sub, connect: "tcp://127.0.0.1:1", server: own, curve-role: "%s" }
			sockets.orders: { type: sub, connect: "tcp://127.0.0.1:1", server: own, overflow: "%s" }
			sockets.orders: { type: sub, connect: "tcp://127.0.0.1:1", server: own, queue-capacity: "%s" }
			sockets.orders: { type: sub, connect: "tcp://127.0.0.1:1", server: own, headers: "%s" }
			""";

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.zmqsecure");

	private final Level level = this.logger.getLevel();

	static Stream<String> placements() {
		return PLACEMENTS.lines();
	}

	@BeforeEach
	void traceEverything() {
		this.logger.setLevel(Level.TRACE);
	}

	@AfterEach
	void restore() {
		this.logger.setLevel(this.level);
	}

	@ParameterizedTest
	@MethodSource("placements")
	void aSecretInZ85IsWrittenNowhere(String placement, CapturedOutput output) {
		start(placement, String.valueOf(PAIR.secretKey().toZ85()).replace('$', 'S'), output);
	}

	@ParameterizedTest
	@MethodSource("placements")
	void aSecretInHexIsWrittenNowhere(String placement, CapturedOutput output) {
		start(placement, HexFormat.of().formatHex(PAIR.secretKey().toBytes()), output);
	}

	/**
	 * Brackets and slashes end elements of names and parts of ranges.
	 */
	@ParameterizedTest
	@MethodSource("placements")
	void aSecretWithBracketsAndSlashesIsWrittenNowhere(String placement, CapturedOutput output) {
		start(placement, "2YtnHzBQ6SRb875/O]5mL&gcYpynLwkr0u[f6(1Z", output);
	}

	private static void start(String placement, String secret, CapturedOutput output) {
		boolean name = !placement.contains("\"%s") && !placement.contains("[%s]") && !placement.contains("  %s");
		String written = (name) ? "[" + secret + "]" : secret;
		String yaml = "zmq.secure."
				+ (placement.startsWith("sockets.orders") ? "keys.own.ephemeral: true\nzmq.secure." : "")
				+ ((name) ? "\"" + placement.replaceFirst(": ", "\": ") : placement);
		yaml = yaml.replace("zmq.secure.\"", "\"zmq.secure.");
		String text = yaml.replace("%s", written.replace("\\", "\\\\"));
		boolean mayBePublic = placement.startsWith("peers.own.public-key");
		Throwable failure = catchThrowable(
				() -> YamlApplication.run(new Class<?>[] { Application.class }, text).close());
		assertTellsNothing(output.toString(), secret);
		assertThat(failure != null || mayBePublic).isTrue();
		if (failure != null) {
			assertTellsNothing(chain(failure), secret);
			assertThat(output).contains("APPLICATION FAILED TO START");
		}
	}

	private static String chain(Throwable failure) {
		StringBuilder text = new StringBuilder();
		for (Throwable each = failure; each != null; each = each.getCause()) {
			text.append(each).append('\n');
		}
		return text.toString();
	}

	private static void assertTellsNothing(String text, String secret) {
		String uniform = uniform(secret);
		String searched = uniform(text);
		for (int i = 0; i + TELLING <= uniform.length(); i++) {
			assertThat(searched.contains(uniform.substring(i, i + TELLING))).as(text).isFalse();
		}
	}

	private static String uniform(String text) {
		return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ZmqSecureAutoConfiguration.class)
	static class Application {

	}

}
