// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.ZmqKeysReloadedEvent;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Searches everything that an application says while its keys are used, rotated, retired
 * and broken for their secrets: the logs of everybody at level TRACE, every endpoint of
 * Actuator with {@code show-values: always}, exceptions, {@code toString} of every bean
 * and the list of processes.
 */
class SecretSearchTests {

	/** So many characters of a secret are no coincidence. */
	private static final int TELLING = 16;

	private final CurveKeyPair current = pair();

	private final CurveKeyPair next = pair();

	private final CurveKeyPair previousInline = pair();

	private final CurveKeyPair previousFile = pair();

	private final CurveKeyPair gateway = pair();

	private final CurveKeyPair unlisted = pair();

	private final Map<String, String> said = new LinkedHashMap<>();

	private final Queue<ZmqKeysReloadedEvent> events = new ConcurrentLinkedQueue<>();

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Level level = this.root.getLevel();

	private final List<Appender<ILoggingEvent>> usual = new ArrayList<>();

	private final FileAppender<ILoggingEvent> file = new FileAppender<>();

	@TempDir
	private Path directory;

	/**
	 * Spring Boot would set the levels anew.
	 */
	@BeforeEach
	void logEverythingToAFile() {
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
		this.root.iteratorForAppenders().forEachRemaining(this.usual::add);
		this.usual.forEach(this.root::detachAppender);
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(this.root.getLoggerContext());
		encoder.setPattern("%level %logger %marker %mdc %message%n%ex");
		encoder.start();
		this.file.setContext(this.root.getLoggerContext());
		this.file.setFile(this.directory.resolve("application.log").toString());
		this.file.setEncoder(encoder);
		this.file.start();
		this.root.addAppender(this.file);
		this.root.setLevel(Level.TRACE);
	}

	@AfterEach
	void logAsUsual() {
		System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
		this.root.setLevel(this.level);
		this.root.detachAppender(this.file);
		this.file.stop();
		this.usual.forEach(this.root::addAppender);
	}

	@Test
	@Tag("long")
	void findsNoneInWhateverIsSaid() throws IOException {
		writeSecret("server.key_secret", certificate(this.current));
		writeSecret("previous", hex(this.previousFile));
		Files.createDirectory(this.directory.resolve("peers"));
		Path log = this.directory.resolve("application.log");
		try (ConfigurableApplicationContext context = start(log)) {
			CurveKeys keys = context.getBean(CurveKeys.class);
			exchange(context);
			refuse(context);
			rotateAndBreak(keys);
			askActuator(context);
			retire(context, keys);
			this.said.put("beans", beans(context));
			this.said.put("keys", "%s %s %s %s".formatted(keys.getOwnKeys("orders-service"), keys.getKeyPair("gateway"),
					keys.getProblems(), keys));
			this.said.put("events",
					this.events.stream()
						.map((event) -> event + " " + event.getChanges())
						.collect(Collectors.joining()));
			this.said.put("processes", processes());
			this.said.put("threads", Thread.getAllStackTraces().keySet().toString());
			assertThat(keys.getProblems()).isNotEmpty();
		}
		this.said.put("failures", failures());
		this.said.put("log", Files.readString(log));
		assertThat(this.said.get("log")).contains("TRACE io.github.zmqsecure.", "TRACE org.springframework.",
				this.next.publicKey().fingerprint());
		assertThat(this.events).isNotEmpty();
		assertThat(this.said).hasSizeGreaterThan(15);
		this.said.forEach((where, text) -> {
			for (CurveKeyPair pair : List.of(this.current, this.next, this.previousInline, this.previousFile,
					this.gateway, this.unlisted)) {
				assertTellsNothing(where, text, pair);
			}
		});
	}

	@Test
	void findsOneWhereOneIs() {
		byte[] bytes = this.current.secretKey().toBytes();
		for (String secret : List.of(z85(this.current), hex(this.current), hex(this.current).toUpperCase(Locale.ROOT),
				Arrays.toString(bytes), Base64.getEncoder().encodeToString(bytes))) {
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertTellsNothing("a text", "It is '" + secret + "'", this.current));
		}
	}

	private ConfigurableApplicationContext start(Path log) {
		List<String> properties = new ArrayList<>(List.of("server.port=0",
				"management.endpoint.logfile.external-file=" + log, "management.endpoints.web.exposure.include=*",
				"management.endpoint.health.show-details=always", "management.endpoint.env.show-values=always",
				"management.endpoint.configprops.show-values=always", "management.endpoint.zmqkeys.access=unrestricted",
				"management.info.env.enabled=true", "GATEWAY_SECRET=" + hex(this.gateway),
				"zmq.secure.keys.orders-service.location=file:" + this.directory.resolve("server.key_secret"),
				"zmq.secure.keys.orders-service.previous[0].secret-key=" + z85(this.previousInline),
				"zmq.secure.keys.orders-service.previous[0].until=2099-01-01T00:00:00Z",
				"zmq.secure.keys.orders-service.previous[1].location=file:" + this.directory.resolve("previous"),
				"zmq.secure.keys.gateway.secret-key=${GATEWAY_SECRET}",
				"zmq.secure.peer-directory=file:" + this.directory.resolve("peers"), "zmq.secure.reload.period=50ms",
				"zmq.secure.sockets.orders.type=router", "zmq.secure.sockets.orders.key=orders-service",
				"zmq.secure.sockets.orders.clients=gateway", "zmq.secure.sockets.orders.bind=tcp://127.0.0.1:*",
				"zmq.secure.sockets.client.type=dealer", "zmq.secure.sockets.client.key=gateway",
				"zmq.secure.sockets.client.server=orders-service",
				"zmq.secure.sockets.client.connect=tcp://127.0.0.1:1"));
		return run(properties);
	}

	private ConfigurableApplicationContext run(List<String> properties) {
		return new SpringApplicationBuilder(Application.class)
			.listeners((ApplicationListener<ZmqKeysReloadedEvent>) this.events::add)
			.properties(properties.toArray(String[]::new))
			.run();
	}

	private void exchange(ConfigurableApplicationContext context) {
		int port = TestSockets.port(context, "orders");
		for (CurveKeyPair server : List.of(this.current, this.previousInline, this.previousFile)) {
			try (CurvePeer peer = new CurvePeer(port, this.gateway, server.publicKey())) {
				peer.handshake(Map.of()).message("an order");
			}
		}
	}

	private void refuse(ConfigurableApplicationContext context) {
		try (CurvePeer peer = new CurvePeer(TestSockets.port(context, "orders"), this.unlisted,
				this.current.publicKey())) {
			peer.begin(Map.of());
			assertThat(peer.answer()).isEqualTo("ERROR");
		}
	}

	/**
	 * The next key, then a pair that does not go together, and secrets where public keys
	 * belong.
	 */
	private void rotateAndBreak(CurveKeys keys) throws IOException {
		writeSecret("server.key_secret", certificate(this.next));
		await().until(() -> keys.getKeyPair("orders-service").publicKey().equals(this.next.publicKey()));
		writeSecret("server.key_secret",
				certificate(this.next).replace(this.next.publicKey().toZ85(), this.current.publicKey().toZ85()));
		writeSecret("peers/secret.key", certificate(this.unlisted));
		writeSecret("peers/public.key", "curve\n    public-key = \"" + z85(this.unlisted) + "x\"\n");
		writeSecret("previous", hex(this.previousFile) + "0\n");
		await().until(() -> keys.getProblems().size() >= 4);
	}

	private void askActuator(ConfigurableApplicationContext context) {
		String root = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port")
				+ "/actuator";
		List<String> addresses = new ArrayList<>(
				List.of(root + "/env/GATEWAY_SECRET", root + "/env/zmq.secure.keys.gateway.secret-key",
						root + "/env/zmq.secure.keys.orders-service.previous[0].secret-key",
						root + "/configprops/zmq.secure", root + "/zmq/orders", root + "/metrics/zmq.secure.handshakes",
						root + "/metrics/zmq.secure.key.expires"));
		JsonNode links = JsonMapper.shared().readTree(get(root)).get("_links");
		links.forEach((link) -> {
			String address = link.get("href").asString();
			if (!link.get("templated").asBoolean() && !address.endsWith("/heapdump")) {
				addresses.add(address);
			}
		});
		addresses.forEach((address) -> this.said.put(address, get(address)));
		assertThat(this.said.keySet()).anyMatch((address) -> address.endsWith("/zmqkeys"))
			.anyMatch((address) -> address.endsWith("/env"))
			.anyMatch((address) -> address.endsWith("/configprops"))
			.anyMatch((address) -> address.endsWith("/logfile"));
	}

	private void retire(ConfigurableApplicationContext context, CurveKeys keys) {
		String address = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port")
				+ "/actuator/zmqkeys";
		String fingerprint = this.previousInline.publicKey().fingerprint().replace('+', '-').replace('/', '_');
		this.said.put("retired",
				String.valueOf(RestClient.create()
					.delete()
					.uri(address + "/orders-service/" + fingerprint)
					.retrieve()
					.body(String.class)));
		this.said.put("reloaded",
				String.valueOf(RestClient.create()
					.post()
					.uri(address)
					.contentType(MediaType.APPLICATION_JSON)
					.body("{\"reason\": \"test\"}")
					.retrieve()
					.body(String.class)));
		assertThat(keys.getOwnKeys("orders-service")).isNotEmpty()
			.noneMatch((key) -> key.publicKey().equals(this.previousInline.publicKey()));
	}

	/**
	 * Starts that fail for what is wrong with a secret.
	 */
	private String failures() {
		StringWriter text = new StringWriter();
		String key = "zmq.secure.keys.orders-service.";
		for (List<String> properties : List.of(List.of(key + "secret-key=" + z85(this.current) + "x"),
				List.of(key + "secret-key=" + hex(this.current),
						key + "public-key=" + this.unlisted.publicKey().toZ85()),
				List.of(key + "ephemeral=true", key + "previous[0].secret-key=" + hex(this.previousInline) + "0"),
				List.of(key + "ephemeral=true", key + "previous[0].until=" + z85(this.previousInline)),
				List.of(key + "location=file:" + this.directory.resolve("server.key_secret")),
				List.of(key + "location=" + z85(this.current)),
				List.of("zmq.secure.peers.gateway.public-keys[0]=" + z85(this.gateway) + "x"),
				List.of("zmq.secure.peers.gateway.location=file:" + this.directory.resolve("peers/secret.key")))) {
			List<String> all = new ArrayList<>(properties);
			all.add("server.port=0");
			Throwable failure = catchThrowable(() -> run(all).close());
			assertThat(failure).as(properties.get(0).replaceAll("=.*", "")).isNotNull();
			failure.printStackTrace(new PrintWriter(text));
		}
		return text.toString();
	}

	private static String beans(ConfigurableApplicationContext context) {
		return Stream.of(context.getBeanDefinitionNames())
			.filter(context.getBeanFactory()::containsSingleton)
			.map((name) -> name + " = " + context.getBean(name))
			.collect(Collectors.joining("\n"));
	}

	private static String processes() throws IOException {
		String all = ProcessHandle.allProcesses()
			.map((process) -> process.info().commandLine().orElse(""))
			.collect(Collectors.joining("\n"));
		Path own = Path.of("/proc/self/cmdline");
		return (Files.exists(own)) ? all + Files.readString(own) : all;
	}

	private static String get(String address) {
		return RestClient.create()
			.get()
			.uri(URI.create(address.replace("[", "%5B").replace("]", "%5D")))
			.exchange((request, response) -> new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8));
	}

	private static void assertTellsNothing(String where, String text, CurveKeyPair pair) {
		byte[] bytes = pair.secretKey().toBytes();
		String z85 = z85(pair);
		String lower = text.toLowerCase(Locale.ROOT);
		for (String spelling : List.of(z85, JsonMapper.shared().writeValueAsString(z85).replace("\"", ""),
				Base64.getEncoder().encodeToString(bytes), Base64.getUrlEncoder().encodeToString(bytes),
				Arrays.toString(bytes))) {
			assertNoPart(where, text, spelling);
		}
		assertNoPart(where, lower, hex(pair));
	}

	private static void assertNoPart(String where, String text, String secret) {
		for (int i = 0; i + TELLING <= secret.length(); i += TELLING / 2) {
			int at = text.indexOf(secret.substring(i, i + TELLING));
			assertThat(at)
				.as(() -> "A secret is told by " + where + ": "
						+ text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 200)))
				.isNegative();
		}
	}

	private void writeSecret(String file, String content) throws IOException {
		Path written = Files.writeString(this.directory.resolve("written"), content);
		Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
		Files.move(written, this.directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
	}

	private static String certificate(CurveKeyPair pair) {
		return "curve\n    public-key = \"%s\"\n    secret-key = \"%s\"\n".formatted(pair.publicKey().toZ85(),
				z85(pair));
	}

	/**
	 * Without what Spring or ZPL takes for something else.
	 */
	private static CurveKeyPair pair() {
		return Stream.generate(CurveKeyPair::generate)
			.filter((pair) -> !z85(pair).contains("${"))
			.findFirst()
			.orElseThrow();
	}

	private static String z85(CurveKeyPair pair) {
		return String.valueOf(pair.secretKey().toZ85());
	}

	private static String hex(CurveKeyPair pair) {
		return HexFormat.of().formatHex(pair.secretKey().toBytes());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
