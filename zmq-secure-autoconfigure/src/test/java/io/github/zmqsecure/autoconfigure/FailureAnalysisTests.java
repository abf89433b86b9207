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

package io.github.zmqsecure.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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

	private static final CurveKeyPair OTHER = withoutPlaceholder();

	private static final String SECRET = String.valueOf(PAIR.secretKey().toZ85());

	private static final String KEYS = """
			zmq.secure:
			  keys: { own: { ephemeral: true }, other: { ephemeral: true } }
			""";

	static Stream<Arguments> failures() {
		return Stream.of(
				arguments("unknown key", socket("type: router, bind: 'tcp://127.0.0.1:*', key: ownn, clients: any"),
						"sockets.orders.key", "ownn", "There is no key pair of that name", "[own, other]"),
				arguments("unknown client",
						socket("type: router, bind: 'tcp://127.0.0.1:*', key: own, clients: [ other, nobody ]"),
						"sockets.orders.clients[1]", "nobody", "There is no peer or key of that name",
						"zmq.secure.peers"),
				arguments("unknown server", socket("type: dealer, connect: 'tcp://127.0.0.1:1', server: nobody"),
						"sockets.orders.server", "nobody", "There is no peer or key of that name", "zmq.secure.peers"),
				arguments("no clients", socket("type: router, bind: 'tcp://127.0.0.1:*', key: own"),
						"sockets.orders.clients", null, "lets nobody in", "any"),
				arguments("no server", socket("type: dealer, connect: 'tcp://127.0.0.1:1'"), "sockets.orders.server",
						null, "no server is named", "public key"),
				arguments("no key", socket("type: router, bind: 'tcp://127.0.0.1:*', clients: any"),
						"sockets.orders.key", null, "needs a key pair", "zmq.secure.keys"),
				arguments("no peers", socket("type: dealer, server: other"), "sockets.orders", null,
						"neither binds nor connects", "'bind' or 'connect'"),
				arguments("no type", socket("bind: 'tcp://127.0.0.1:*', key: own, clients: any"), "sockets.orders.type",
						null, "type of the socket is missing", "router"),
				arguments("type without ZMTP",
						socket("type: stream, bind: 'tcp://127.0.0.1:*', key: own, clients: any"),
						"sockets.orders.type", "STREAM", "can't be secured", "another type"),
				arguments("REQ as server", socket("type: req, bind: 'tcp://127.0.0.1:*', key: own, clients: any"),
						"sockets.orders.type", "REQ", "can't be a CURVE server", "DEALER"),
				arguments("plain text", socket("type: router, bind: 'tcp://127.0.0.1:*', mechanism: null"),
						"sockets.orders.mechanism", "null", "plain text over TCP", "zmq.secure.plaintext"),
				arguments("plain text beyond loopback", KEYS + "  plaintext: loopback\n"
						+ "  sockets: { orders: { type: router, connect: 'tcp://192.0.2.1:1', " + "mechanism: null } }",
						"sockets.orders.mechanism", "null", "plain text over TCP", "zmq.secure.plaintext"),
				arguments("plain text with keys", socket("type: router, bind: 'inproc://a', mechanism: null, key: own"),
						"sockets.orders.key", "own", "conflicts", "Remove"),
				arguments("server with a server",
						socket("type: router, bind: 'tcp://127.0.0.1:*', key: own, clients: any, server: other"),
						"sockets.orders.server", "other", "conflicts", "Remove"),
				arguments("client with clients",
						socket("type: dealer, connect: 'tcp://127.0.0.1:1', server: other, clients: any"),
						"sockets.orders.clients", "[any]", "conflicts", "Remove"),
				arguments("binds and connects", socket(
						"type: dealer, bind: 'tcp://127.0.0.1:*', connect: 'tcp://127.0.0.1:1', key: own, clients: any"),
						"sockets.orders.curve-role", null, "both binds and connects", "curve-role: server"),
				arguments("subscribing ROUTER",
						socket("type: router, bind: 'tcp://127.0.0.1:*', key: own, clients: any, subscribe: a"),
						"sockets.orders.subscribe", "[a]", "does not subscribe", "SUB"),
				arguments("option out of range", server("rcv-hwm: 1"), "sockets.orders.options.rcv-hwm", "1",
						"at least 2", "range"),
				arguments("unbounded queue", server("snd-hwm: 0"), "sockets.orders.options.snd-hwm", "0", "at least 1",
						"range"),
				arguments("option of another type", server("req-relaxed: true"), "sockets.orders.options.req-relaxed",
						"true", "does not have this option", "Remove"),
				arguments("unknown option", server("snd-hwn: 5"), "sockets.orders.options.snd-hwn", "******",
						"no such property", "snd-hwm"),
				arguments("bind outside the allow-list",
						socket("type: router, bind: 'tcp://*:0', key: own, clients: any"), "sockets.orders.bind",
						"tcp://*:0", "may not be bound", "zmq.secure.bind-allowlist"),
				arguments("ipc", socket("type: router, bind: 'ipc:///tmp/x', key: own, clients: any"),
						"sockets.orders.bind", "ipc:///tmp/x", "TCP on 127.0.0.1", ""),
				arguments("connect outside the allow-list", KEYS + "  connect-allowlist: [ 'tcp://10.0.0.0/8:*' ]\n"
						+ "  sockets: { orders: { type: dealer, connect: 'tcp://127.0.0.1:1', server: other } }",
						"sockets.orders.connect", "tcp://127.0.0.1:1", "may not be connected",
						"zmq.secure.connect-allowlist"),
				arguments("bad allow-list", "zmq.secure.bind-allowlist: [ 'tcp://10.0.0.0/99:*' ]", "bind-allowlist",
						"[tcp://10.0.0.0/99:*]", "", "tcp://HOST:PORTS"),
				arguments("bad address", "zmq.secure.zap.addresses.deny: [ '10.0.0.300' ]", "zap.addresses.deny[0]",
						"10.0.0.300", "", "10.0.0.0/8"),
				arguments("bad limit", "zmq.secure.limits.max-connections: 0", "limits.max-connections", "0",
						"at least 1", ""),
				arguments("bad limit of connections", "zmq.secure.limits.max-connections-per-peer: 0",
						"limits.max-connections-per-peer", "0", "at least 1", ""),
				arguments("bad limit of bytes", "zmq.secure.limits.max-bytes-per-connection: 1KB",
						"limits.max-bytes-per-connection", "1024B", "at least 64KB", "heap"),
				arguments("more bytes for a peer than for all",
						"zmq.secure.limits: { max-total-bytes: 1MB, max-bytes-per-peer: 2MB }",
						"limits.max-bytes-per-peer", "2097152B", "more than 'max-total-bytes'",
						"zmq.secure.limits.max-total-bytes"),
				arguments("more bytes than heap", "zmq.secure.limits.max-total-bytes: 1000GB", "limits.max-total-bytes",
						"1073741824000B", "heap", "-Xmx"),
				arguments("topics that are too long", "zmq.secure.limits.max-topic-length: 1025",
						"limits.max-topic-length", "1025", "at most 1024", ""),
				arguments("no subscriptions", "zmq.secure.limits.max-subscriptions: 0", "limits.max-subscriptions", "0",
						"at least 1", ""),
				arguments("bad limit of subscriptions", "zmq.secure.limits.max-subscription-bytes: 1KB",
						"limits.max-subscription-bytes", "1024B", "at least 64KB", "heap"),
				arguments("bad public key", "zmq.secure.peers.a.public-key: short", "peers.a.public-key", "short", "40",
						""),
				arguments("peer without key", "zmq.secure.peers.a: { location: 'file:x' , public-key: 'x' }", "peers.a",
						null, "both", ""),
				arguments("sockets as a list",
						KEYS + "  sockets:\n  - { name: orders, type: dealer, connect: 'tcp://127.0.0.1:1' }",
						"sockets", null, "list", "Remove the dashes"),
				arguments("sockets as a list without a name",
						KEYS + "  sockets:\n  - { type: dealer, connect: 'tcp://127.0.0.1:1', server: other }",
						"sockets", null, "list", "Remove the dashes"),
				arguments("value as written", server("linger: -1"), "sockets.orders.options.linger", "-1", "between",
						""),
				arguments("value as written, in the limits", "zmq.secure.limits.handshake-timeout: 0s",
						"limits.handshake-timeout", "0s", "longer than zero", ""),
				arguments("absolute path", "zmq.secure.keys.own.location: /nowhere/own.key_secret", "keys.own.location",
						"/nowhere/own.key_secret", "own.key_secret", ""),
				arguments("key named any", "zmq.secure.keys.any.ephemeral: true", "keys.any", null, "every client",
						"another name"),
				arguments("any beside names",
						socket("type: pull, bind: 'tcp://127.0.0.1:*', key: own, clients: [ any, other ]"),
						"sockets.orders.clients", "[any, other]", "'any' lets in every client", "any"),
				arguments("clients of no directory",
						socket("type: pull, bind: 'tcp://127.0.0.1:*', key: own, clients: '@directory'"),
						"sockets.orders.clients[0]", "@directory", "there is none", "zmq.secure.peer-directory"),
				arguments("unknown group of clients",
						socket("type: pull, bind: 'tcp://127.0.0.1:*', key: own, clients: '@friends'"),
						"sockets.orders.clients[0]", "@friends", "no peer", "name one of"),
				arguments("star for clients", socket("type: pull, bind: 'tcp://127.0.0.1:*', key: own, clients: '*'"),
						"sockets.orders.clients[0]", "*", "not clear", "@directory"),
				arguments("name with a slash", "zmq.secure.keys.[a/b].ephemeral: true", "keys.a/b", null, "'a/b'",
						"another name"),
				arguments("key with two sources",
						"zmq.secure.keys.own: { ephemeral: true, secret-key: \"" + yaml(SECRET) + "\" }", "keys.own",
						null, "exactly one of", "Keep"),
				arguments("short secret", "zmq.secure.keys.own.secret-key: \"" + yaml(SECRET.substring(1)) + "\"",
						"keys.own.secret-key", null, "40", ""),
				arguments("mismatched pair",
						"zmq.secure.keys.own: { public-key: \"" + yaml(OTHER.publicKey().toZ85()) + "\", secret-key: \""
								+ yaml(SECRET) + "\" }",
						"keys.own.public-key", "******", "does not go with", ""),
				arguments("secret as a key's name",
						socket("type: router, bind: 'tcp://127.0.0.1:*', key: \"" + yaml(SECRET) + "\", clients: any"),
						"sockets.orders.key", "******", "There is no key pair of that name", "[own, other]"),
				arguments("secret as a client",
						socket("type: router, bind: 'tcp://127.0.0.1:*', key: own, clients: [ \"" + yaml(SECRET)
								+ "\" ]"),
						"sockets.orders.clients[0]", "******", "", ""),
				arguments("secret as a server",
						socket("type: dealer, connect: 'tcp://127.0.0.1:1', server: \"" + yaml(SECRET) + "\""),
						"sockets.orders.server", "******", "There is no peer or key of that name", ""),
				arguments("secret as a location", "zmq.secure.keys.own.location: \"" + yaml(SECRET) + "\"",
						"keys.own.location", "******", "", ""),
				arguments("secret as a peer's location", "zmq.secure.peers.own.location: \"file:" + yaml(SECRET) + "\"",
						"peers.own.location", "******", "", ""),
				arguments("secret as a peer directory", "zmq.secure.peer-directory: \"file:/" + yaml(SECRET) + "\"",
						"peer-directory", "******", "", ""),
				arguments("secret as an endpoint",
						socket("type: router, bind: \"" + yaml(SECRET) + "\", key: own, clients: any"),
						"sockets.orders.bind", "******", "", ""),
				arguments("secret as an address", "zmq.secure.zap.addresses.deny: [ \"" + yaml(SECRET) + "\" ]",
						"zap.addresses.deny[0]", "******", "", ""),
				arguments("secret as an allow-list", "zmq.secure.bind-allowlist: [ \"tcp://" + yaml(SECRET) + ":1\" ]",
						"bind-allowlist", "******", "", ""),
				arguments("missing key file", "zmq.secure.keys.own.location: 'file:/nowhere/own.key_secret'",
						"keys.own.location", "file:/nowhere/own.key_secret", "own.key_secret", ""),
				arguments("missing peer directory", "zmq.secure.peer-directory: 'file:/nowhere/peers/'",
						"peer-directory", "file:/nowhere/peers/", "nowhere", ""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("failures")
	void namesPropertyValueAndMend(String name, String yaml, String property, String value, String problem, String mend,
			CapturedOutput output) {
		assertFailure(yaml, output);
		assertThat(output).contains("Property: zmq.secure." + property).contains(problem);
		assertThat(actionIn(output)).containsIgnoringCase(mend).isNotBlank();
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

	private static String server(String option) {
		return socket("type: router, bind: 'tcp://127.0.0.1:*', key: own, clients: any, options: { " + option + " }");
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
