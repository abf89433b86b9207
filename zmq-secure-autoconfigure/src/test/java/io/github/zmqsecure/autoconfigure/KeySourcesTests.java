// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurveSecretKey;
import io.github.zmqsecure.curve.KeyFilePolicy;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * Keys that come from mounted secrets ({@code configtree:}) and from environment
 * variables, in real applications: the current key of a server, a previous one and those
 * of its peers.
 */
@ExtendWith(OutputCaptureExtension.class)
class KeySourcesTests {

	private static final String UNTIL = "2099-01-31T00:00:00Z";

	private static final String SERVER = """
			zmq.secure:
			  sockets:
			    in: { type: pull, bind: "tcp://127.0.0.1:*", key: orders-service, clients: [ gateway ] }
			""";

	private final CurveKeyPair current = CurveKeyPair.generate();

	private final CurveKeyPair previous = CurveKeyPair.generate();

	private final CurveKeyPair newClient = CurveKeyPair.generate();

	private final CurveKeyPair oldClient = CurveKeyPair.generate();

	@TempDir
	private Path directory;

	@Test
	void ofAConfigTreeNamedAsProperties() throws IOException {
		mount("zmq.secure.keys.orders-service.secret-key", secret(this.current));
		mount("zmq.secure.keys.orders-service.previous[0].secret-key", secret(this.previous));
		mount("zmq.secure.keys.orders-service.previous[0].until", UNTIL);
		mount("zmq.secure.peers.gateway.public-keys[0]", this.newClient.publicKey().toZ85());
		mount("zmq.secure.peers.gateway.public-keys[1]", this.oldClient.publicKey().toZ85());
		assertAnswersToBoth(SERVER, Map.of());
	}

	/**
	 * No entry of a Kubernetes Secret has brackets in its name.
	 */
	@Test
	void ofAConfigTreeByPlaceholders() throws IOException {
		mount("current", hex(this.current.secretKey().toBytes()));
		mount("previous", hex(this.previous.secretKey().toBytes()));
		mount("gateway-new", hex(this.newClient.publicKey().toBytes()));
		mount("gateway-old", hex(this.oldClient.publicKey().toBytes()));
		assertAnswersToBoth(SERVER + """
				  keys.orders-service:
				    secret-key: "${current}"
				    previous: [ { secret-key: "${previous}", until: %s } ]
				  peers.gateway.public-keys: [ "${gateway-new}", "${gateway-old}" ]
				""".formatted(UNTIL), Map.of());
	}

	/**
	 * As Kubernetes mounts it, so that the tree is what the link leads to.
	 */
	@Test
	void ofFilesInATreeWithALinkToItsData() throws IOException {
		Path data = Files.createDirectory(this.directory.resolve("..2026"));
		Files.createSymbolicLink(this.directory.resolve("..data"), data);
		for (Map.Entry<String, CurveKeyPair> each : Map.of("current", this.current, "previous", this.previous)
			.entrySet()) {
			Files.writeString(data.resolve(each.getKey()), secret(each.getValue()) + "\n");
			Files.createSymbolicLink(this.directory.resolve(each.getKey()), Path.of("..data", each.getKey()));
		}
		assertAnswersToBoth(SERVER + """
				  keys.orders-service:
				    location: "file:%s/current"
				    previous: [ { location: "file:%s/previous", until: %s } ]
				  peers.gateway.public-keys: [ '%s', '%s' ]
				""".formatted(this.directory, this.directory, UNTIL, hex(this.newClient.publicKey().toBytes()),
				hex(this.oldClient.publicKey().toBytes())), Map.of());
	}

	@Test
	void ofEnvironmentVariables() {
		Map<String, Object> variables = new HashMap<>();
		variables.put("ZMQ_SECURE_KEYS_ORDERSSERVICE_SECRETKEY", secret(this.current));
		variables.put("ZMQ_SECURE_KEYS_ORDERSSERVICE_PREVIOUS_0_SECRETKEY", secret(this.previous));
		variables.put("ZMQ_SECURE_KEYS_ORDERSSERVICE_PREVIOUS_0_UNTIL", UNTIL);
		variables.put("ZMQ_SECURE_PEERS_GATEWAY_PUBLICKEYS_0", this.newClient.publicKey().toZ85());
		variables.put("ZMQ_SECURE_PEERS_GATEWAY_PUBLICKEYS_1", this.oldClient.publicKey().toZ85());
		assertAnswersToBoth(SERVER, variables);
	}

	@Test
	void ofResourcesOnTheClassPath() throws IOException {
		byte[] bytes = new byte[32];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) (i + 1);
		}
		CurveKeyPair client = CurveKeyPair.of(CurveSecretKey.parse(hex(bytes)));
		mount("zmq.secure.keys.orders-service.secret-key", secret(this.current));
		Queue<String> received = new ConcurrentLinkedQueue<>();
		try (ConfigurableApplicationContext context = start(
				SERVER + "  peers.gateway.location: classpath:/certificates/gateway.zpl\n", Map.of())) {
			TestSockets.socket(context, "in")
				.setHandler((message) -> received.add(message.peer().name() + " " + message.text(0)));
			send("hello", client, this.current, TestSockets.port(context, "in"), received);
		}
	}

	@ParameterizedTest
	@EnumSource
	void ofFilesThatOthersCanRead(KeyFilePolicy policy, CapturedOutput output) throws IOException {
		Path secret = Files.writeString(this.directory.resolve("orders.key_secret"), secret(this.current));
		Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
		String yaml = "zmq.secure:\n  key-file-permissions: %s\n  keys.orders-service.location: 'file:%s'\n"
			.formatted(policy.name().toLowerCase(Locale.ROOT), secret);
		Throwable failure = catchThrowable(() -> start(yaml, Map.of()).close());
		assertThat(failure != null).isEqualTo(policy == KeyFilePolicy.ENFORCE);
		assertThat(output.toString().contains("can be read by others")).isEqualTo(policy != KeyFilePolicy.IGNORE);
		assertThat(output.toString().contains("zmq.secure.keys.orders-service.location"))
			.isEqualTo(policy == KeyFilePolicy.ENFORCE);
	}

	private void assertAnswersToBoth(String yaml, Map<String, Object> variables) {
		Queue<String> received = new ConcurrentLinkedQueue<>();
		try (ConfigurableApplicationContext context = start(yaml, variables)) {
			assertThat(context.getBean(CurveKeys.class).getOwnKeys("orders-service"))
				.extracting((key) -> key.publicKey(), (key) -> key.until())
				.containsExactly(tuple(this.current.publicKey(), null),
						tuple(this.previous.publicKey(), Instant.parse(UNTIL)));
			TestSockets.socket(context, "in")
				.setHandler((message) -> received.add(message.peer().name() + " " + message.text(0)));
			int port = TestSockets.port(context, "in");
			send("new", this.newClient, this.current, port, received);
			send("old", this.oldClient, this.previous, port, received);
		}
		assertThat(received).containsExactly("gateway new", "gateway old");
	}

	private static void send(String text, CurveKeyPair client, CurveKeyPair server, int port, Queue<String> received) {
		TestSockets.runner()
			.withPropertyValues(TestSockets.key("own", client), TestSockets.peer("server", server),
					"zmq.secure.sockets.out.type=push", "zmq.secure.sockets.out.key=own",
					"zmq.secure.sockets.out.server=server", "zmq.secure.sockets.out.connect=tcp://127.0.0.1:" + port)
			.run((context) -> {
				TestSockets.socket(context, "out").send(text);
				await().until(() -> received.contains("gateway " + text));
			});
	}

	private ConfigurableApplicationContext start(String yaml, Map<String, Object> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		environment.getPropertySources()
			.replace(name, new SystemEnvironmentPropertySource(name, new LinkedHashMap<>(variables)));
		try {
			Path file = Files.writeString(Files.createTempDirectory(this.directory, "app").resolve("application.yml"),
					yaml);
			return new SpringApplicationBuilder(ZmqSecureAutoConfiguration.class).web(WebApplicationType.NONE)
				.environment(environment)
				.bannerMode(Banner.Mode.OFF)
				.run("--spring.config.location=file:" + file,
						"--spring.config.import=configtree:" + this.directory + "/");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void mount(String file, String content) throws IOException {
		Files.writeString(this.directory.resolve(file), content + "\n");
	}

	private static String secret(CurveKeyPair pair) {
		List<String> forms = List.of(String.valueOf(pair.secretKey().toZ85()), hex(pair.secretKey().toBytes()));
		return forms.get((forms.get(0).contains("${")) ? 1 : 0);
	}

	private static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

}
