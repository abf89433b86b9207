// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.curve.CurveCertificateWriter;
import io.github.zmqsecure.curve.CurveKeyPair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckCommand} while keys are rotated: servers with previous keys, and
 * peers with several.
 */
class CheckRotationTests {

	private final Instant later = Instant.now().plus(Duration.ofDays(400)).truncatedTo(ChronoUnit.SECONDS);

	@TempDir
	private Path directory;

	private final CurveKeyPair newServer = CurveKeyPair.generate();

	private final CurveKeyPair oldServer = CurveKeyPair.generate();

	private final CurveKeyPair newClient = CurveKeyPair.generate();

	private final CurveKeyPair oldClient = CurveKeyPair.generate();

	@BeforeEach
	void writeSecrets() throws IOException {
		CurveCertificateWriter.writePair(this.directory, "server-new", this.newServer, Map.of());
		CurveCertificateWriter.writePair(this.directory, "server-old", this.oldServer, Map.of());
		CurveCertificateWriter.writePair(this.directory, "client-new", this.newClient, Map.of());
		CurveCertificateWriter.writePair(this.directory, "client-old", this.oldClient, Map.of());
	}

	@Test
	void matchesAClientThatKnowsThePreviousKeyOnlyAndSaysUntilWhen() throws IOException {
		Path server = server(previous("server-old", this.later), this.oldClient);
		Path client = client("client-old", this.oldServer);
		Cli cli = Cli.run("check", server, client);
		assertThat(cli.exitCode()).as(cli.all()).isZero();
		assertThat(cli.out()).contains("  ok ",
				"only by the previous key %s, which ends at %s; hand it the current one, %s"
					.formatted(fingerprint(this.oldServer), this.later, fingerprint(this.newServer)),
				"orders has the key " + fingerprint(this.newServer),
				"orders answers to the previous key %s as well, until %s".formatted(fingerprint(this.oldServer),
						this.later));
		assertThat(Cli.run("check", server, client, "--strict").exitCode()).isEqualTo(4);
		JsonNode json = Cli.run("check", server, client, "--json").json();
		JsonNode match = json.get("matches").get(0);
		assertThat(match.get("outcome").asString()).isEqualTo("let in");
		assertThat(match.get("serverKey").asString()).isEqualTo(fingerprint(this.oldServer));
		assertThat(match.get("previous").asBoolean()).isTrue();
		assertThat(match.get("until").asString()).isEqualTo(this.later.toString());
		assertThat(match.get("knowsCurrentKey").asBoolean()).isFalse();
		assertThat(json.get("policy").get(0).get("ownKeys").get(1).get("until").asString())
			.isEqualTo(this.later.toString());
	}

	@Test
	void matchesAClientThatKnowsBothKeys() throws IOException {
		Cli cli = Cli.run("check", server(previous("server-old", null), this.oldClient),
				client("client-old", this.newServer, this.oldServer), "--strict");
		assertThat(cli.exitCode()).as(cli.all()).isZero();
		assertThat(cli.out()).contains("  ok ")
			.contains(fingerprint(this.newServer) + " or " + fingerprint(this.oldServer))
			.contains("as well, without an end")
			.doesNotContain("previous key only", "asks for");
	}

	@Test
	void saysThatAClientTriesANewerKeyFirst() throws IOException {
		CurveKeyPair next = CurveKeyPair.generate();
		Cli cli = Cli.run("check", server("", this.oldClient), client("client-old", next, this.newServer), "--strict");
		assertThat(cli.exitCode()).as(cli.all()).isZero();
		assertThat(cli.out()).contains("asks for the newer " + fingerprint(next) + " first");
		cli = Cli.run("check", server(previous("server-old", this.later), this.oldClient),
				client("client-old", next, this.oldServer, this.newServer));
		assertThat(cli.out()).contains("by the previous key " + fingerprint(this.oldServer),
				"it knows the current one too");
	}

	@Test
	void refusesAClientWhosePreviousKeyHasEnded() throws IOException {
		Path server = server(previous("server-old", Instant.parse("2025-01-31T00:00:00Z")), this.oldClient);
		Cli cli = Cli.run("check", server, client("client-old", this.oldServer));
		assertThat(cli.exitCode()).isEqualTo(3);
		assertThat(cli.out()).contains("[previous-ended] zmq.secure.keys.server.previous[0]", "  no ",
				"wrong server key: the client insists on %s, and the server has %s; %s was a previous one until 2025-01-31T00:00:00Z"
					.formatted(fingerprint(this.oldServer), fingerprint(this.newServer), fingerprint(this.oldServer)));
	}

	@Test
	void warnsOfAPreviousKeyThatEndsSoonOrIsBad() throws IOException {
		Path server = server(previous("server-old", Instant.now().plus(Duration.ofDays(5))), this.oldClient);
		assertThat(Cli.run("check", server).out()).contains("[previous-ends] zmq.secure.keys.server.previous[0]",
				"4 more days");
		assertThat(Cli.run("check", server, "--expires-within", "3").out()).contains("orders has the key")
			.doesNotContain("[previous-ends]");
		Files.writeString(this.directory.resolve("bad.key_secret"), "no key\n");
		for (String file : List.of("bad", "no-such-directory/server-old")) {
			assertThat(Cli.run("check", server(previous(file, this.later), this.oldClient)).out()).contains("[log]",
					"zmq.secure.keys.server.previous[0].location");
		}
	}

	@Test
	void saysWhereAPreviousKeyMayBePutAndWarnsOfNone() throws IOException {
		Cli cli = Cli.run("check", server(previous("nothing", this.later), this.oldClient), "--strict");
		assertThat(cli.exitCode()).as(cli.all()).isZero();
		assertThat(cli.out()).contains("orders has the key " + fingerprint(this.newServer),
				"orders answers to a previous key as well, as soon as there is one in file:"
						+ this.directory.resolve("nothing.key_secret"));
		cli = Cli.run("check", server(previous("nothing", Instant.parse("2025-01-31T00:00:00Z")), this.oldClient));
		assertThat(cli.exitCode()).as(cli.all()).isZero();
		assertThat(cli.out()).contains("orders has the key").doesNotContain("as soon as there is one");
	}

	@Test
	void warnsOfAPreviousKeyWhoseCertificateHasEnded() throws IOException {
		Files.delete(this.directory.resolve("server-old.key"));
		Files.delete(this.directory.resolve("server-old.key_secret"));
		CurveCertificateWriter.writePair(this.directory, "server-old", this.oldServer, Map.of("expires", "2025-01-31"));
		assertThat(Cli.run("check", server(previous("server-old", this.later), this.oldClient)).out())
			.contains("[expired] zmq.secure.keys.server.previous[0]");
	}

	@Test
	void letsAClientInByAnyOfItsKeysAndSaysWhichOne() throws IOException {
		Path server = server("", this.newClient, this.oldClient);
		Cli cli = Cli.run("check", server, client("client-old", this.newServer));
		assertThat(cli.exitCode()).as(cli.all()).isZero();
		assertThat(cli.out()).contains("with the older key %s of 'gateway', of which the server knows %s as well"
			.formatted(fingerprint(this.oldClient), fingerprint(this.newClient)));
		cli = Cli.run("check", server, client("client-new", this.newServer));
		assertThat(cli.out()).contains("  ok ").doesNotContain("older key");
	}

	@Test
	void refusesAClientThatHasItsNextKeyTooEarly() throws IOException {
		Cli cli = Cli.run("check", server("", this.oldClient), client("client-new", this.newServer));
		assertThat(cli.exitCode()).isEqualTo(3);
		assertThat(cli.out()).contains("the server does not know %s (of 'gateway' it knows %s)"
			.formatted(fingerprint(this.newClient), fingerprint(this.oldClient)));
	}

	@Test
	void refusesAClientWhoseKeyHasEnded() throws IOException {
		Path peer = Files.writeString(this.directory.resolve("gateway.key"), """
				metadata
				    expires = "2025-01-31"
				curve
				    public-key = "%s"
				""".formatted(this.oldClient.publicKey().toZ85()));
		Path server = server("", this.oldClient);
		Files.writeString(server,
				Files.readString(server).replaceAll("public-keys: .* ]", "location: 'file:" + peer + "'"));
		Cli cli = Cli.run("check", server, client("client-old", this.newServer));
		assertThat(cli.exitCode()).isEqualTo(3);
		assertThat(cli.out()).contains("[expired] zmq.secure.peers.gateway",
				"key not allowed: %s of 'gateway' has ended".formatted(fingerprint(this.oldClient)));
	}

	@Test
	void refusesWhoIsDeniedByAddressOrSpeaksPlainText() throws IOException {
		Path server = server("", this.oldClient);
		Files.writeString(server, Files.readString(server) + "  zap.addresses.deny: [ 127.0.0.0/8 ]\n");
		assertThat(Cli.run("check", server, client("client-old", this.newServer)).out()).contains("  no ",
				"address denied");
		Path plain = Files.writeString(this.directory.resolve("plain.yml"), """
				zmq.secure:
				  plaintext: loopback
				  sockets:
				    plain: { type: dealer, connect: "tcp://127.0.0.1:15555", mechanism: "null" }
				""");
		Cli cli = Cli.run("check", server, plain);
		assertThat(cli.exitCode()).isEqualTo(3);
		assertThat(cli.out()).contains("the client speaks plain text, and the server CURVE only");
		Files.writeString(plain, Files.readString(plain).replace("connect", "bind"));
		assertThat(Cli.run("check", plain, client("client-old", this.newServer)).out())
			.contains("the client insists on CURVE, and the server speaks plain text");
	}

	@Test
	void readsKeysOfAConfigTree() throws IOException {
		Path tree = Files.createDirectory(this.directory.resolve("tree"));
		Files.writeString(tree.resolve("zmq.secure.keys.server.secret-key"), hex(this.newServer) + "\n");
		Files.writeString(tree.resolve("zmq.secure.keys.server.previous[0].secret-key"), hex(this.oldServer) + "\n");
		Files.writeString(tree.resolve("zmq.secure.keys.server.previous[0].until"), this.later + "\n");
		Path server = server("", this.oldClient);
		Files.writeString(server, Files.readString(server).replaceAll("  keys:\\R.*\\R.*\\R", "")
				+ "spring.config.import: \"configtree:" + tree + "/\"\n");
		assertMatchesByPreviousKey(Cli.run("check", server, client("client-old", this.oldServer)));
	}

	@Test
	void readsKeysOfEnvironmentVariables() throws Exception {
		Path server = server("", this.oldClient);
		Files.writeString(server, Files.readString(server).replaceAll("  keys:\\R.*\\R.*\\R", ""));
		Map<String, String> variables = Map.of("ZMQ_SECURE_KEYS_SERVER_SECRETKEY", hex(this.newServer),
				"ZMQ_SECURE_KEYS_SERVER_PREVIOUS_0_SECRETKEY", hex(this.oldServer),
				"ZMQ_SECURE_KEYS_SERVER_PREVIOUS_0_UNTIL", this.later.toString());
		Cli cli = Cli.start(variables, "check", server, client("client-old", this.oldServer));
		assertMatchesByPreviousKey(cli);
	}

	@Test
	void printsATable() throws IOException {
		List<String> lines = Cli.run("check", server("", this.oldClient)).out().lines().toList();
		String header = lines.stream().filter((line) -> line.contains("SOCKET")).findFirst().orElseThrow();
		String row = lines.get(lines.indexOf(header) + 1);
		assertThat(header.strip().split(" +")).containsExactly("SOCKET", "TYPE", "ENDPOINTS", "PEER", "RIGHTS", "FROM",
				"KEYS");
		assertThat(row.indexOf("gateway")).isEqualTo(header.indexOf("PEER"));
		assertThat(row.indexOf("may send and receive")).isEqualTo(header.indexOf("RIGHTS"));
		assertThat(row.indexOf("any address")).isEqualTo(header.indexOf("FROM"));
		assertThat(row.indexOf(fingerprint(this.oldClient))).isEqualTo(header.indexOf("KEYS"));
	}

	private void assertMatchesByPreviousKey(Cli cli) {
		assertThat(cli.exitCode()).as(cli.all()).isZero();
		assertThat(cli.out())
			.contains("  ok ",
					"only by the previous key %s, which ends at %s".formatted(fingerprint(this.oldServer), this.later))
			.doesNotContain(hex(this.newServer), hex(this.oldServer));
	}

	private static String hex(CurveKeyPair pair) {
		return HexFormat.of().formatHex(pair.secretKey().toBytes());
	}

	private Path server(String previous, CurveKeyPair... clients) throws IOException {
		return Files.writeString(this.directory.resolve("server.yml"), """
				zmq.secure:
				  keys:
				    server:
				      location: "file:%s/server-new.key_secret"
				%s  peers:
				    gateway: { public-keys: [ %s ] }
				  sockets:
				    orders: { type: router, bind: "tcp://127.0.0.1:15555", key: server, clients: [ gateway ] }
				""".formatted(this.directory, previous, list(clients)));
	}

	private String previous(String name, @Nullable Instant until) {
		return "      previous:\n        - location: \"file:" + this.directory + "/" + name + ".key_secret\"\n"
				+ ((until != null) ? "          until: " + until + "\n" : "");
	}

	private Path client(String key, CurveKeyPair... servers) throws IOException {
		return Files.writeString(this.directory.resolve("client.yml"), """
				zmq.secure:
				  keys:
				    gateway: { location: "file:%s/%s.key_secret" }
				  peers:
				    orders-service: { public-keys: [ %s ] }
				  sockets:
				    out: { type: dealer, connect: "tcp://127.0.0.1:15555", key: gateway, server: orders-service }
				""".formatted(this.directory, key, list(servers)));
	}

	private static String list(CurveKeyPair... pairs) {
		StringBuilder list = new StringBuilder();
		for (CurveKeyPair pair : pairs) {
			list.append((list.isEmpty()) ? "" : ", ")
				.append('"')
				.append(HexFormat.of().formatHex(pair.publicKey().toBytes()))
				.append('"');
		}
		return list.toString();
	}

	private static String fingerprint(CurveKeyPair pair) {
		return pair.publicKey().fingerprint();
	}

}
