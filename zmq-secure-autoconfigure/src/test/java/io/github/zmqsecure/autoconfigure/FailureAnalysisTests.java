// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.curve.CurveKeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what a user reads whose configuration can't work: which property, what value
 * (never a secret) and how to mend it.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

	private static final CurveKeyPair PAIR = withoutPlaceholder();

	private static final String SECRET = String.valueOf(PAIR.secretKey().toZ85());

	private static final String KEYS = """
			zmq.secure:
			  keys: { own: { ephemeral: true }, other: { ephemeral: true } }
			""";

	static Stream<Arguments> failures() {
		return Stream.concat(groups(), mistakes());
	}

	private static Stream<Arguments> groups() {
		return Stream
			.of(group("keys", "own.ephemeral: true", "each with a name, a colon"),
					group("peers", "own.public-key: 1", "each with a name, a colon"),
					group("sockets", "orders.type: sub", "each with a name, a colon"),
					group("limits", "max-connections: 5", "a group of properties, indented below, of"),
					group("defaults", "linger: 1s", "a group of properties, indented below, of"),
					group("reload", "period: 1s", "a group of properties, indented below, of"),
					group("zap", "addresses.deny: 10.0.0.1", "a group of properties, indented below, of"),
					group("sockets.orders", "type: sub", "a group of properties, indented below, of"))
			.flatMap(List::stream);
	}

	/**
	 * A value where a group of properties belongs, alone and beside one of them.
	 */
	private static List<Arguments> group(String name, String property, String action) {
		String yaml = "zmq.secure." + name + ": text";
		String problem = "stands where a group of properties belongs";
		return List.of(arguments("a value for " + name, yaml, name, null, problem, action),
				arguments("a value for " + name + " beside properties", yaml + "\nzmq.secure." + name + "." + property,
						name, null, problem, action));
	}

	private static Stream<Arguments> mistakes() {
		return Stream.of(
				arguments("absolute path", "zmq.secure.keys.own.location: /nowhere/own.key_secret", "keys.own.location",
						"/nowhere/own.key_secret", "own.key_secret", ""),
				arguments("secret as a key's name",
						socket("type: router, bind: 'tcp://127.0.0.1:*', key: \"" + yaml(SECRET) + "\", clients: any"),
						"sockets.orders.key", "******", "It looks like a key, and a name belongs here",
						"zmq.secure.keys"),
				arguments("secret as a client",
						socket("type: router, bind: 'tcp://127.0.0.1:*', key: own, clients: [ \"" + yaml(SECRET)
								+ "\" ]"),
						"sockets.orders.clients[0]", "******", "", ""),
				arguments("secret as a server",
						socket("type: dealer, connect: 'tcp://127.0.0.1:1', server: \"" + yaml(SECRET) + "\""),
						"sockets.orders.server", "******", "It looks like a key, and a name belongs here",
						"zmq.secure.peers"),
				arguments("secret as a location", "zmq.secure.keys.own.location: \"" + yaml(SECRET) + "\"",
						"keys.own.location", "******", "", ""),
				arguments("secret as a peer's location", "zmq.secure.peers.own.location: \"file:" + yaml(SECRET) + "\"",
						"peers.own.location", "******", "", ""),
				arguments("malformed escape in a peer's location", "zmq.secure.peers.own.location: \"file:/%zz\"",
						"peers.own.location", "file:/%zz", "is no location", "check how it is written"),
				arguments("escape without an end in a peer's location", "zmq.secure.peers.own.location: \"file:/%4\"",
						"peers.own.location", "file:/%4", "is no location", "check how it is written"),
				arguments("secret as a peer directory", "zmq.secure.peer-directory: \"file:/" + yaml(SECRET) + "\"",
						"peer-directory", "******", "", ""),
				arguments("secret as an endpoint",
						socket("type: router, bind: \"" + yaml(SECRET) + "\", key: own, clients: any"),
						"sockets.orders.bind", "******", "", ""),
				arguments("secret as an address", "zmq.secure.zap.addresses.deny: [ \"" + yaml(SECRET) + "\" ]",
						"zap.addresses.deny[0]", "******", "", ""),
				arguments("secret as an allow-list", "zmq.secure.bind-allowlist: [ \"tcp://" + yaml(SECRET) + ":1\" ]",
						"bind-allowlist", "******", "", ""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("failures")
	void namesPropertyValueAndMend(String name, String yaml, String property, String value, String problem,
			String action, CapturedOutput output) {
		assertFailure(yaml, output);
		assertThat(output).contains("Property: zmq.secure." + property).contains(problem);
		assertThat(actionIn(output)).containsIgnoringCase(action).isNotBlank();
		if (value != null) {
			assertThat(output).contains("Value: \"" + value + "\"");
		}
	}

	@Test
	void namesTheEndpointThatIsInUse(CapturedOutput output) throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String endpoint = "tcp://127.0.0.1:" + taken.getLocalPort();
			assertFailure(socket("type: router, bind: '" + endpoint + "', key: own, clients: any"), output);
			assertThat(output).contains("Property: zmq.secure.sockets.orders.bind")
				.contains("Value: \"" + endpoint + "\"")
				.contains("in use");
		}
	}

	@Test
	void namesTheFileThatHasNoSecret(CapturedOutput output, @TempDir Path directory) throws IOException {
		Path file = directory.resolve("own.key");
		Files.writeString(file, "metadata\ncurve\n    public-key = \"" + PAIR.publicKey().toZ85() + "\"\n");
		assertFailure("zmq.secure.keys.own.location: '" + file.toUri() + "'", output);
		assertThat(output).contains("Property: zmq.secure.keys.own.location").contains("no secret key");
	}

	@Test
	void namesTheFileThatGivesASecretAway(CapturedOutput output, @TempDir Path directory) throws IOException {
		Path file = directory.resolve("other.key_secret");
		Files.writeString(file, "curve\n    secret-key = \"" + SECRET + "\"\n");
		assertFailure("zmq.secure.peers.other.location: '" + file.toUri() + "'", output);
		assertThat(output).contains("Property: zmq.secure.peers.other.location").contains("holds a secret key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "listener.concurrency: -1", "listener.queue-capacity: 0", "listener.shutdown-timeout: 0s",
			"listener.retry.max-retries: -1", "listener.retry.initial-interval: 0s", "listener.retry.max-interval: -1s",
			"listener.retry.multiplier: 0.5", "template.request-timeout: 0s", "template.max-pending-requests: 0" })
	void namesTheBoundOfAPropertyOfTheModel(String property, CapturedOutput output) {
		String[] parts = property.split(": ", 2);
		assertModelFailure("zmq.secure." + property, output);
		assertThat(output).contains("Property: zmq.secure." + parts[0]).contains("must be");
		assertThat(actionIn(output)).contains("Choose a");
	}

	@Test
	void namesTheListenerWhoseSocketIsMissing(CapturedOutput output) {
		assertModelFailure("zmq.secure.keys.own.ephemeral: true", output);
		assertThat(output).contains("@ZmqListener method 'take' of bean").contains("There is no socket 'nosuch'");
		assertThat(actionIn(output)).contains("Correct the annotation");
	}

	private void assertModelFailure(String yaml, CapturedOutput output) {
		assertThatException().isThrownBy(() -> YamlApplication.run(new Class<?>[] { Model.class }, yaml).close());
		assertThat(output).contains("APPLICATION FAILED TO START");
	}

	private void assertFailure(String yaml, CapturedOutput output) {
		assertThatException().isThrownBy(() -> YamlApplication.run(new Class<?>[] { Application.class }, yaml).close());
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain(SECRET, SECRET.substring(1));
	}

	private static String actionIn(CapturedOutput output) {
		return output.toString().substring(output.toString().indexOf("Action:") + 7);
	}

	/**
	 * Spring would try to resolve a part of a Z85 key that looks like a placeholder.
	 */
	private static CurveKeyPair withoutPlaceholder() {
		return Stream.generate(CurveKeyPair::generate)
			.filter((pair) -> !pair.publicKey().toZ85().contains("$")
					&& !String.valueOf(pair.secretKey().toZ85()).contains("$"))
			.findFirst()
			.orElseThrow();
	}

	private static Arguments arguments(Object... arguments) {
		return Arguments.of(arguments);
	}

	private static String socket(String properties) {
		return KEYS + "  sockets: { orders: { " + properties + " } }";
	}

	private static String yaml(String text) {
		return text.replace("\\", "\\\\").replace("\"", "\\\"");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ZmqSecureAutoConfiguration.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZmqSecureAutoConfiguration.class, ZmqTemplateAutoConfiguration.class,
			ZmqListenerAutoConfiguration.class })
	static class Model {

		@ZmqListener(socket = "nosuch")
		void take(String message) {
		}

	}

}
