// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.CurveKeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckCommand} and the fleets of {@link KeygenCommand}.
 */
class CheckCommandTests {

	private static final String FLEET = """
			services:
			  orders:
			    sockets:
			      orders: { type: router, bind: "tcp://127.0.0.1:15555" }
			      prices: { type: pub, bind: "tcp://0.0.0.0:15556", address: "tcp://127.0.0.1:15556" }
			  gateway:
			    sockets:
			      orders-client: { type: dealer, connect-to: orders/orders }
			  billing:
			    sockets:
			      prices: { type: sub, connect-to: orders/prices, subscribe: [ "EUR" ] }
			""";

	@TempDir
	private Path directory;

	@Test
	void givesEachServiceOfAFleetExactlyWhatItNeeds() throws IOException {
		Cli cli = fleet();
		assertThat(cli.exitCode()).as(cli.all()).isZero();
		assertThat(files("orders")).containsExactly("application-zmq.yml", "orders.key_secret", "peers/billing.key",
				"peers/gateway.key");
		assertThat(files("gateway")).containsExactly("application-zmq.yml", "gateway.key_secret", "peers/orders.key");
		assertThat(files("billing")).containsExactly("application-zmq.yml", "billing.key_secret", "peers/orders.key");
		for (String service : new String[] { "orders", "gateway", "billing" }) {
			Path secret = this.directory.resolve("fleet/" + service + "/" + service + ".key_secret");
			assertThat(Files.getPosixFilePermissions(secret)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
			CurveCertificate certificate = CurveCertificate.read(new FileSystemResource(secret));
			assertThat(cli.all()).contains(certificate.publicKey().fingerprint())
				.doesNotContain(new String(Objects.requireNonNull(certificate.secretKey()).toZ85()));
		}
		assertThat(fleet().exitCode()).isOne();
	}

	@ParameterizedTest
	@CsvSource({
			"'billing:','billing:\n    sockets: { x: { type: dealer, connect-to: orders/nothing } }\n  more:',no such socket that binds",
			"connect-to: orders/orders,'clients: [ x ], connect-to: orders/orders',follows from who connects",
			"', address: \"tcp://127.0.0.1:15556\"','',no place to connect to",
			"'0.0.0.0:15556\", address: \"tcp://127.0.0.1:15556','[0:0:0:0:0:0:0:0]:15556',no place to connect to",
			"billing:,Orders:,differ in case and dashes only", "billing:,orders:,duplicate key",
			"connect-to: orders/prices,connect-to: orders/orders,Nobody connects to 'orders/prices'" })
	void refusesAFleetThatIsIncomplete(String text, String replacement, String problem) throws IOException {
		Path file = Files.writeString(this.directory.resolve("fleet.yml"), FLEET.replace(text, replacement));
		Cli cli = Cli.run("keygen", "--fleet", file, "-d", this.directory.resolve("fleet"));
		assertThat(cli.exitCode()).isOne();
		assertThat(cli.err()).contains(problem);
		assertThat(this.directory.resolve("fleet")).doesNotExist();
	}

	@Test
	void putsThePolicyInWordsAndMatchesClientsWithServers() throws IOException {
		fleet();
		Cli cli = Cli.run("check", snippet("orders"), snippet("gateway"), snippet("billing"));
		assertThat(cli.exitCode()).as(cli.all()).isZero();
		assertThat(cli.out()).contains("[wide-bind]", "billing  may subscribe to every topic  any address  SHA256:")
			.containsPattern("gateway +may send and receive +any address +SHA256:")
			.containsPattern("orders +has to prove its key +SHA256:");
		JsonNode json = Cli.run("check", snippet("orders"), snippet("gateway"), snippet("billing"), "--json").json();
		assertThat(json.get("policy").size()).isEqualTo(4);
		assertThat(json.get("matches").valueStream().map((match) -> match.get("outcome").asString()))
			.containsExactly("let in", "let in");
		assertThat(Cli.run("check", snippet("orders"), "--strict").exitCode()).isEqualTo(4);
	}

	@Test
	void saysWhyAClientWouldBeRefused() throws IOException {
		fleet();
		replace(snippet("orders"), "- gateway", "- billing");
		assertMatch("clients' does not list");
		replace(snippet("gateway"), "        key: gateway\n", "");
		assertMatch("makes one up at each start");
		replace(snippet("gateway"), "type: dealer", "type: sub");
		assertMatch("no partner");
		Path next = Path.of(Cli
			.run("rotate", this.directory.resolve("fleet/orders/orders.key_secret"), "--role", "server", "--json")
			.json()
			.get("secretFile")
			.asString());
		Files.move(next, this.directory.resolve("fleet/orders/orders.key_secret"), StandardCopyOption.REPLACE_EXISTING);
		assertMatch("wrong server key");
		replace(snippet("orders"), "15555", "15557");
		Cli cli = Cli.run("check", snippet("orders"), snippet("gateway"));
		assertThat(cli.out()).contains("no server there in these files");
	}

	@Test
	void matchesAClientThatARegistryTellsWhereItsServerIsByItsKeys() throws IOException {
		fleet();
		String gateway = Files.readString(snippet("gateway"));
		Files.writeString(snippet("gateway"), gateway.replaceAll("tcp://[^\\s\"\\]]+:15555", "discovery://orders"));
		assertThat(snippet("gateway")).content().contains("discovery://orders");
		Cli cli = Cli.run("check", snippet("orders"), snippet("gateway"));
		assertThat(cli.exitCode()).as(cli.all()).isZero();
		assertThat(cli.out()).contains("(discovery://orders)").doesNotContain("no server there");
	}

	@Test
	void saysWhatAStartUpWouldSayAndAllOfIt() throws IOException {
		Path file = Files.writeString(this.directory.resolve("application.yml"), """
				zmq.secure:
				  keys:
				    orders: { location: "file:/no/such/file" }
				    demo: { ephemeral: true }
				    known: { secret-key: "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs" }
				  zap.addresses.allow: [ nonsense/99 ]
				  sockets:
				    a: { type: router, bind: "tcp://*:5555", key: demo, clients: any, options: { max-msg-size: 1GB } }
				    b: { type: router, bind: "tcp://127.0.0.1:5556", key: orders, clients: [ demo ] }
				    c: { type: dealer, connect: "tcp://127.0.0.1:5556", server: nobody }
				    d: { type: dealer, connect: "tcp://127.0.0.1:5556" }
				""");
		Cli cli = Cli.run("check", file);
		assertThat(cli.exitCode()).isEqualTo(3);
		assertThat(cli.out())
			.contains("zmq.secure.keys.orders.location", "3:", "printed in ZeroMQ's manual pages",
					"zmq.secure.zap.addresses.allow[0]", "zmq.secure.sockets.a.bind", "zmq.secure.sockets.c.server",
					"zmq.secure.sockets.d.server", "[clients-any]", "[size-limit]", "[ephemeral-server]")
			.doesNotContain("zmq.secure.sockets.b", "D:)Q[");
		assertThat(Cli.run("check", file, "--json").json().get("findings").size()).isGreaterThan(8);
	}

	@Test
	void saysOnceWhatIsWrongForAllSocketsAndFindsTwoOnOnePort() throws IOException {
		String sockets = """
				zmq.secure:
				  keys: { own: { ephemeral: true } }
				  sockets:
				    a: { type: rep, bind: "tcp://127.0.0.1:5556", key: own, clients: [ own ] }
				    b: { type: pull, bind: "tcp://127.0.0.1:5556", key: own, clients: [ own ] }
				""";
		Path file = this.directory.resolve("application.yml");
		Files.writeString(file, sockets + "  defaults.linger: -5s\n");
		assertThat(Cli.run("check", file).out()).containsOnlyOnce("zmq.secure.defaults.linger");
		Files.writeString(file, sockets);
		assertThat(Cli.run("check", file).out()).contains("zmq.secure.sockets.b.bind", "Socket 'a' binds to it");
	}

	@ParameterizedTest
	@CsvSource({ "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7,manual pages",
			"8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a,RFC 7748" })
	void refusesKeysWhoseSecretsEverybodyKnows(String key, String where) throws IOException {
		Path file = Files.writeString(this.directory.resolve("application.yml"),
				"zmq.secure.peers.known.public-key: \"" + key + "\"\n");
		Cli cli = Cli.run("check", file);
		assertThat(cli.exitCode()).isEqualTo(3);
		assertThat(cli.out()).contains("ERROR", "zmq.secure.peers.known.public-key", where);
	}

	@Test
	void refusesKeysThatDoNotGoTogether() throws IOException {
		CurveKeyPair pair = CurveKeyPair.generate();
		CurveKeyPair other = CurveKeyPair.generate();
		String secret = String.valueOf(pair.secretKey().toZ85());
		Path certificate = Files.writeString(this.directory.resolve("orders.key_secret"),
				"curve\n    public-key = \"%s\"\n    secret-key = \"%s\"\n".formatted(other.publicKey().toZ85(),
						secret));
		Path file = Files.writeString(this.directory.resolve("application.yml"), """
				zmq.secure.keys:
				  inline: { public-key: '%s', secret-key: '%s' }
				  orders: { location: "file:%s" }
				""".formatted(other.publicKey().toZ85(), secret, certificate));
		Cli cli = Cli.run("check", file);
		assertThat(cli.exitCode()).isEqualTo(3);
		assertThat(cli.out()).contains("zmq.secure.keys.inline", "zmq.secure.keys.orders.location")
			.doesNotContain(secret);
	}

	@ParameterizedTest
	@CsvSource({ "bogus: 1,no such property", "plaintext: maybe,Write", "sockets: [,cannot be read as YAML" })
	void saysWhatCannotBeBound(String line, String problem) throws IOException {
		Path file = Files.writeString(this.directory.resolve("application.yml"), "zmq.secure:\n  " + line + "\n");
		Cli cli = Cli.run("check", file);
		assertThat(cli.exitCode()).as(cli.all()).isEqualTo(3);
		assertThat(cli.out()).contains(problem);
	}

	@Test
	void warnsOfKeysThatEndAndRefusesThoseThatHaveEnded() throws IOException {
		Path file = this.directory.resolve("fleet.yml");
		Files.writeString(file, FLEET);
		Cli.run("keygen", "--fleet", file, "-d", this.directory.resolve("fleet"), "--expires", "20d");
		assertThat(Cli.run("check", snippet("gateway")).out()).contains("[expires] zmq.secure.keys.gateway")
			.containsPattern("\\[expires\\] \\S+/peers/orders.key: the key ends");
		Cli later = Cli.run("check", snippet("gateway"), "--expires-within", "10");
		assertThat(later.exitCode()).as(later.all()).isZero();
		assertThat(later.out()).contains("SHA256:").doesNotContain("[expires]");
		end(this.directory.resolve("fleet/orders/peers/gateway.key"));
		Cli cli = Cli.run("check", snippet("orders"));
		assertThat(cli.exitCode()).isEqualTo(3);
		assertThat(cli.out()).contains("[expired]")
			.containsPattern("gateway +none, since its key has ended +any address\\R")
			.containsPattern("billing +may subscribe to every topic +any address +SHA256:");
		JsonNode row = Cli.run("check", snippet("orders"), "--json").json().get("policy").get(0);
		assertThat(row.get("peer").asString()).isEqualTo("gateway");
		assertThat(row.get("fingerprints").size()).isZero();
	}

	@Test
	void warnsOfTheKeyOfAnotherInThePlaceOfTheOwnOne() throws IOException {
		fleet();
		Files.copy(this.directory.resolve("fleet/billing/billing.key_secret"),
				this.directory.resolve("fleet/gateway/gateway.key_secret"), StandardCopyOption.REPLACE_EXISTING);
		Cli cli = Cli.run("check", snippet("gateway"));
		assertThat(cli.exitCode()).isZero();
		assertThat(cli.out()).contains("WARNING",
				"'zmq.secure.keys.gateway.location' names says that it is the key of 'billing'");
	}

	@Test
	void warnsOfWeakPermissions() throws IOException {
		fleet();
		Path secret = this.directory.resolve("fleet/gateway/gateway.key_secret");
		Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
		assertThat(Cli.run("check", snippet("gateway")).out()).contains("WARNING", "can be read by others");
		replace(snippet("gateway"), "  secure:\n", "  secure:\n    key-file-permissions: enforce\n");
		Cli cli = Cli.run("check", snippet("gateway"));
		assertThat(cli.exitCode()).isEqualTo(3);
		assertThat(cli.out()).contains("ERROR", "can be read by others");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "zmq.secure:", "spring.application.name: orders" })
	void saysThatThereIsNothingToCheck(String content) throws IOException {
		Path file = Files.writeString(this.directory.resolve("nothing.yml"), content);
		Cli cli = Cli.run("check", file);
		assertThat(cli.exitCode()).as(cli.all()).isOne();
		assertThat(cli.err()).contains("says nothing under 'zmq.secure'");
		cli = Cli.run("check", this.directory);
		assertThat(cli.exitCode()).as(cli.all()).isOne();
		assertThat(cli.err()).contains("There is no application.yml");
		Files.writeString(this.directory.resolve("application.yml"), "zmq.secure.keys.own.ephemeral: true");
		Files.createDirectory(this.directory.resolve("application-web"));
		assertThat(Cli.run("check", this.directory).exitCode()).isZero();
		assertThat(Cli.run("check", this.directory, "--expires-within", "-1").exitCode()).isEqualTo(2);
	}

	@Test
	void saysThatAFileIsMissing() {
		assertThat(Cli.run("check", this.directory.resolve("nothing.yml"), "--json").json().get("error").asString())
			.contains("There is no file");
	}

	private void assertMatch(String reason) {
		Cli cli = Cli.run("check", snippet("orders"), snippet("gateway"));
		assertThat(cli.exitCode()).as(cli.all()).isEqualTo(3);
		assertThat(cli.out()).contains("  no ", reason);
	}

	private Cli fleet() throws IOException {
		Path file = Files.writeString(this.directory.resolve("fleet.yml"), FLEET);
		return Cli.run("keygen", "--fleet", file, "-d", this.directory.resolve("fleet"));
	}

	private Path snippet(String service) {
		return this.directory.resolve("fleet/" + service + "/application-zmq.yml");
	}

	private List<String> files(String service) throws IOException {
		Path folder = this.directory.resolve("fleet").resolve(service);
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile)
				.map((file) -> folder.relativize(file).toString())
				.sorted()
				.toList();
		}
	}

	private static void end(Path certificate) throws IOException {
		Files.writeString(certificate,
				Files.readString(certificate).replaceAll("expires = .*", "expires = \"2020-01-31\""));
	}

	private static void replace(Path file, String text, String replacement) throws IOException {
		String content = Files.readString(file);
		assertThat(content).contains(text);
		Files.writeString(file, content.replace(text, replacement));
	}

}
