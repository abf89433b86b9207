// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.CurveSecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.FileSystemResource;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link KeygenCommand}, {@link FingerprintCommand}, {@link PublicCommand},
 * {@link ConvertCommand} and {@link RotateCommand}.
 */
class KeyCommandsTests {

	@TempDir
	private Path directory;

	@Test
	void makesPairs() throws IOException {
		Path keys = this.directory.resolve("keys");
		Cli cli = Cli.run("keygen", "orders", "gateway", "--directory", keys, "--expires", "90d", "--meta",
				"owner=payments", "--json");
		assertThat(cli.exitCode()).isZero();
		assertThat(cli.err()).isEmpty();
		for (String name : List.of("orders", "gateway")) {
			CurveCertificate secret = read(keys.resolve(name + ".key_secret"));
			CurveCertificate other = CurveCertificate.readPublic(new FileSystemResource(keys.resolve(name + ".key")));
			assertThat(secret.publicKey()).isEqualTo(other.publicKey());
			assertThat(secret.metadata()).isEqualTo(other.metadata())
				.containsEntry("name", name)
				.containsEntry("owner", "payments");
			assertThat(Instant.parse(Objects.requireNonNull(other.metadata().get("created")))).isCloseTo(Instant.now(),
					within(Duration.ofMinutes(1)));
			assertThat(Instant.parse(Objects.requireNonNull(other.metadata().get("expires"))))
				.isCloseTo(Instant.now().plus(Duration.ofDays(90)), within(Duration.ofMinutes(1)));
			assertThat(cli.out()).contains(other.publicKey().fingerprint()).doesNotContain(secretOf(secret));
			assertMode(keys.resolve(name + ".key_secret"), "rw-------");
			assertMode(keys.resolve(name + ".key"), "rw-r--r--");
		}
		assertThat(cli.json().get("keys").get(1).get("name").asString()).isEqualTo("gateway");
	}

	@Test
	void overwritesNothingAndMakesNoneWhereOneCannotBeMade() throws IOException {
		Files.writeString(this.directory.resolve("gateway.key"), "mine");
		Cli cli = Cli.run("keygen", "orders", "gateway", "--directory", this.directory);
		assertThat(cli.exitCode()).isOne();
		assertThat(cli.err()).contains("gateway.key exists", "no key is ever overwritten");
		assertThat(this.directory.resolve("gateway.key")).hasContent("mine");
		assertThat(this.directory).isDirectoryNotContaining("glob:**orders*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "keygen key --format k8s-secret --print", "keygen key --print --json",
			"generate-completion", "--help" })
	void failsWhereWhatItPrintsIsLost(String arguments) {
		StringWriter err = new StringWriter();
		PrintWriter full = new PrintWriter(new OutputStream() {

			@Override
			public void write(int b) throws IOException {
				throw new IOException("No space left on device");
			}

		}, false, StandardCharsets.UTF_8);
		assertThat(ZmqSecure.run(full, new PrintWriter(err), StringUtils.delimitedListToStringArray(arguments, " ")))
			.isOne();
		assertThat(err.toString()).contains("could not be written");
	}

	@ParameterizedTest
	@CsvSource({ "--meta name=gateway,can't be set", "--meta Expires=2099-01-31,can't be set",
			"--meta created=2000-01-01,can't be set", "--meta replaces=x,can't be set", "--expires 0d,is past",
			"--expires 2020-01-31,is past", "--expires soon,is no time", "orders,is there twice",
			"Orders,differ in case and dashes only", "--fleet fleet.yml,mutually exclusive" })
	void refusesWhatIsNotSoBeforeAnythingIsWritten(String arguments, String problem) {
		List<Object> all = new ArrayList<>(List.of("keygen", "gateway", "orders"));
		all.addAll(List.of(StringUtils.delimitedListToStringArray(arguments, " ")));
		all.addAll(List.of("-d", this.directory));
		Cli cli = Cli.run(all.toArray());
		assertThat(cli.exitCode()).isIn(1, 2);
		assertThat(cli.err()).contains(problem);
		assertThat(this.directory).isEmptyDirectory();
	}

	@ParameterizedTest
	@ValueSource(strings = { "--print", "--format=env" })
	void refusesToWriteAFleetOtherwise(String option) throws IOException {
		Path fleet = Files.writeString(this.directory.resolve("fleet.yml"), "services: {}");
		Cli cli = Cli.run("keygen", "--fleet", fleet, option, "-d", this.directory.resolve("fleet"));
		assertThat(cli.exitCode()).as(cli.all()).isEqualTo(2);
		assertThat(cli.err()).contains(option.replaceAll("=.*", ""), "--fleet");
	}

	@ParameterizedTest
	@ValueSource(strings = { "keygen --fleet PIPE", "check PIPE", "check .", "public PIPE", "fingerprint PIPE",
			"convert PIPE --to hex", "rotate PIPE --role client", "probe tcp://127.0.0.1:1 --server-key PIPE",
			"probe tcp://127.0.0.1:1 --server-key 8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6b --key PIPE" })
	@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void opensNoPipes(String line) throws Exception {
		Path pipe = this.directory.resolve("application.yml");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		Cli cli = Cli.run((Object[]) StringUtils.delimitedListToStringArray(
				line.replace("PIPE", pipe.toString()).replace(" .", " " + this.directory), " "));
		assertThat(cli.exitCode()).as(cli.all()).isOne();
		assertThat(cli.err()).contains("no regular file");
	}

	/**
	 * With a umask that leaves everything to everybody.
	 */
	@Test
	void makesDirectoriesThatOnlyTheirOwnerEnters() throws Exception {
		Path fleet = Files.writeString(this.directory.resolve("fleet.yml"), """
				services:
				  a: { sockets: { in: { type: pull, bind: "tcp://127.0.0.1:15555" } } }
				  b: { sockets: { out: { type: push, connect-to: a/in } } }
				""");
		Path keys = this.directory.resolve("all/keys");
		assertThat(shell("umask 000; " + command("keygen", "a", "--directory", keys) + " && "
				+ command("keygen", "--fleet", fleet, "--directory", this.directory.resolve("all/fleet"))))
			.isEmpty();
		for (String each : List.of("all", "all/keys", "all/fleet", "all/fleet/a", "all/fleet/a/peers")) {
			assertMode(this.directory.resolve(each), "rwx------");
		}
		assertMode(keys.resolve("a.key_secret"), "rw-------");
	}

	@Test
	void losesNoCharactersToTheLocale() throws Exception {
		assertThat(shell(
				"LC_ALL=C " + command("keygen", "a", "--directory", this.directory, "--meta", "owner=M\u00FCller")))
			.contains("set LC_ALL=C.UTF-8");
		assertThat(this.directory.resolve("a.key")).doesNotExist();
		assertThat(shell("LC_ALL=C.UTF-8 "
				+ command("keygen", "a", "--directory", this.directory, "--meta", "owner=M\u00FCller")))
			.isEmpty();
		assertThat(read(this.directory.resolve("a.key_secret")).metadata()).containsEntry("owner", "M\u00FCller");
	}

	@Test
	void namesTheFileThatCannotBeWritten() {
		Path secret = keygen("orders");
		Path target = this.directory.resolve("nowhere/orders.key");
		Cli cli = Cli.run("public", secret, "-o", target);
		assertThat(cli.exitCode()).isOne();
		assertThat(cli.err()).startsWith(target + " can't be read or written");
	}

	@ParameterizedTest
	@ValueSource(strings = { "any", "@x", "a/b", "..", "a:b" })
	void refusesNamesThatNoKeyMayHave(String name) {
		assertThat(Cli.run("keygen", name, "-d", this.directory).exitCode()).isOne();
		assertThat(this.directory).isEmptyDirectory();
	}

	@ParameterizedTest
	@CsvSource({ "yaml,.yml,secret-key: ", "env,.env,ZMQ_SECURE_KEYS_MYKEY_SECRETKEY=",
			"k8s-secret,-secret.yml,secret-key = ", "json,.json,secretKey" })
	void writesOtherFormats(String format, String suffix, String text) throws IOException {
		Cli cli = Cli.run("keygen", "my-key", "-d", this.directory, "--format", format);
		assertThat(cli.exitCode()).isZero();
		Path file = this.directory.resolve("my-key" + suffix);
		assertThat(file).content().contains(text);
		assertMode(file, "rw-------");
		assertThat(this.directory.resolve("my-key.key")).exists();
		assertThat(Cli.run("keygen", "my-key", "-d", this.directory, "--format", format).exitCode()).isOne();
	}

	/**
	 * What is made is what an application reads: each of them opens a socket with it.
	 */
	@Test
	void writesOtherFormatsAsApplicationsReadThem() throws Exception {
		Path sockets = Files.writeString(this.directory.resolve("application.yml"), """
				zmq.secure.sockets.orders:
				  { type: router, bind: "tcp://127.0.0.1:5555", key: my-key, clients: any }
				""");
		Path yaml = make("yaml", ".yml");
		Files.writeString(sockets, Files.readString(sockets) + "spring.config.import: \"file:" + yaml + "\"\n");
		assertHasKey(Cli.run("check", sockets), publicKey());
		Files.writeString(sockets, Files.readString(sockets).replaceAll("spring.*\n", ""));
		Map<String, String> variables = new HashMap<>();
		for (String line : Files.readAllLines(make("env", ".env"))) {
			variables.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
		}
		assertHasKey(Cli.start(variables, "check", sockets), publicKey());
		Map<String, Map<String, String>> secret = new Yaml().load(Files.readString(make("k8s-secret", "-secret.yml")));
		Path mounted = Files.writeString(this.directory.resolve("mounted"),
				Objects.requireNonNull(secret.get("stringData")).get("my-key.key_secret"));
		assertThat(read(mounted).publicKey()).isEqualTo(publicKey());
		assertThat(read(mounted).metadata()).containsEntry("name", "my-key").containsKey("created");
		JsonNode json = JsonMapper.shared().readTree(Files.readString(make("json", ".json")));
		assertThat(CurveSecretKey.parse(json.get("secretKey").asString()).derivePublicKey()).isEqualTo(publicKey())
			.hasToString(json.get("fingerprint").asString());
	}

	@Test
	void printsASecretWhereThatIsAskedFor() throws IOException {
		Cli cli = Cli.run("keygen", "orders", "-d", this.directory, "--print");
		Path file = Files.writeString(this.directory.resolve("printed"), cli.out());
		assertThat(read(file).metadata()).containsEntry("name", "orders");
		assertThat(this.directory.resolve("orders.key_secret")).doesNotExist();
	}

	@Test
	void printsFingerprints() {
		Path secret = keygen("orders");
		String expected = read(secret).publicKey().fingerprint();
		assertThat(Cli.run("fingerprint", secret).out().strip()).isEqualTo(expected);
		assertThat(Cli.run("fingerprint", this.directory.resolve("orders.key")).out().strip()).isEqualTo(expected);
		assertThat(
				Cli.run("fingerprint", HexFormat.of().formatHex(read(secret).publicKey().toBytes()), secret, "--json")
					.json()
					.get("fingerprints")
					.get(0)
					.get("fingerprint")
					.asString())
			.isEqualTo(expected);
	}

	@Test
	void takesAPublicKeyThatBeginsAsAnOptionDoes() {
		CurvePublicKey key = Stream.generate(CurveKeyPair::generate)
			.map(CurveKeyPair::publicKey)
			.filter((each) -> each.toZ85().matches("-[^hVo-].*"))
			.findFirst()
			.orElseThrow();
		assertThat(Cli.run("fingerprint", key.toZ85(), "--json").json().findValue("fingerprint").asString())
			.isEqualTo(key.fingerprint());
		assertThat(Cli.run("convert", key.toZ85(), "--to", "hex").out())
			.contains(HexFormat.of().formatHex(key.toBytes()));
		assertThat(Cli.run("fingerprint", "--unknown").exitCode()).isEqualTo(2);
	}

	@Test
	void derivesPublicKeys() {
		Path secret = keygen("orders");
		CurveCertificate certificate = read(secret);
		Cli cli = Cli.run("public", secret);
		assertThat(cli.out().strip()).isEqualTo(certificate.publicKey().toZ85());
		Path target = this.directory.resolve("again.key");
		assertThat(Cli.run("public", secret, "-o", target, "--json").exitCode()).isZero();
		assertThat(CurveCertificate.readPublic(new FileSystemResource(target)).metadata())
			.isEqualTo(certificate.metadata());
	}

	@ParameterizedTest
	@ValueSource(strings = { "z85", "hex", "zpl", "yaml" })
	void convertsThereAndBack(String form) throws IOException {
		Path secret = keygen("orders");
		CurveCertificate certificate = read(secret);
		Path target = this.directory.resolve("converted_secret");
		assertThat(Cli.run("convert", secret, "--to", form, "--secret", "-o", target).all())
			.doesNotContain(secretOf(certificate));
		assertMode(target, "rw-------");
		if (!form.equals("yaml")) {
			assertThat(read(target).publicKey()).isEqualTo(certificate.publicKey());
			Path zpl = this.directory.resolve("zpl.key_secret");
			assertThat(Cli.run("convert", target, "--to", "zpl", "--secret", "--name", "orders", "-o", zpl).exitCode())
				.isZero();
			assertThat(read(zpl).metadata()).containsEntry("name", "orders");
		}
		Cli cli = Cli.run("convert", secret, "--to", form);
		assertThat(cli.exitCode()).isZero();
		assertThat(cli.out())
			.containsAnyOf(certificate.publicKey().toZ85(), HexFormat.of().formatHex(certificate.publicKey().toBytes()))
			.doesNotContain(secretOf(certificate));
	}

	@ParameterizedTest
	@CsvSource({ "client,second key of the peer", "server,Both keys are answered to" })
	void writesTheNextPair(String role, String step) throws IOException {
		Path secret = keygen("orders");
		byte[] before = Files.readAllBytes(secret);
		Cli cli = Cli.run("rotate", secret, "--role", role, "--expires", "90d", "--json");
		assertThat(cli.exitCode()).as(cli.all()).isZero();
		assertThat(secret).hasBinaryContent(before);
		CurveCertificate next = read(Path.of(cli.json().get("secretFile").asString()));
		assertThat(next.metadata()).containsEntry("name", "orders")
			.containsEntry("replaces", read(secret).publicKey().fingerprint())
			.containsKey("expires");
		assertThat(cli.json().get("steps").toString()).contains(step, next.publicKey().fingerprint());
		assertThat(cli.all()).doesNotContain(secretOf(next), secretOf(read(secret)));
		Cli again = Cli.run("rotate", cli.json().get("secretFile").asString(), "--role", role, "--json");
		assertThat(again.json().get("secretFile").asString())
			.isEqualTo(cli.json().get("secretFile").asString().replace(".key_secret", "-2.key_secret"));
		assertThat(read(Path.of(cli.json().get("secretFile").asString())).publicKey()).isEqualTo(next.publicKey());
	}

	@Test
	void asksForTheNameThatACertificateDoesNotSay() throws IOException {
		Path secret = keygen("orders");
		Path bare = this.directory.resolve("machine-7");
		assertThat(Cli.run("convert", secret, "--to", "z85", "--secret", "-o", bare).exitCode()).isZero();
		Cli cli = Cli.run("rotate", bare, "--role", "client");
		assertThat(cli.exitCode()).isEqualTo(2);
		assertThat(cli.err()).contains("--name NAME");
		cli = Cli.run("rotate", bare, "--role", "client", "--name", "orders", "--json");
		assertThat(cli.exitCode()).as(cli.all()).isZero();
		assertThat(read(Path.of(cli.json().get("secretFile").asString())).metadata()).containsEntry("name", "orders");
		assertThat(cli.json().get("steps").get(0).asString()).contains("--to zpl --name orders");
		assertThat(Cli.run("rotate", secret, "--role", "client", "--name", "other").exitCode()).isEqualTo(2);
	}

	@Test
	void repeatsNoSecretOfTheCommandLine() {
		CurveKeyPair pair = Stream.generate(CurveKeyPair::generate)
			.filter((each) -> each.secretKey().toZ85()[0] != '-')
			.findFirst()
			.orElseThrow();
		String z85 = new String(pair.secretKey().toZ85());
		String hex = HexFormat.of().formatHex(pair.secretKey().toBytes());
		for (String secret : List.of(z85, hex, hex.toUpperCase(Locale.ROOT))) {
			for (Cli cli : List.of(Cli.run("keygen", "x", "--bogus", secret), Cli.run("public", secret),
					Cli.run("convert", secret, "--to", secret), Cli.run("keygen", "-d", this.directory, secret),
					Cli.run("probe", secret, "--server-key", pair.publicKey().toZ85()),
					Cli.run("probe", "tcp://127.0.0.1:1", "--server-key", pair.publicKey().toZ85(), "--key", secret),
					Cli.run("public", secret, "--json"), Cli.run(secret), Cli.run("check", secret))) {
				assertThat(cli.exitCode()).isNotZero();
				assertThat(cli.all()).doesNotContain(secret);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "fingerprint --json", "keygen --json", "check --json --bogus", "probe --json x",
			"rotate --json x --role nobody", "convert --json x --to nothing", "public --json" })
	void saysAsJsonWhatIsWrongWithACommandLine(String line) {
		Cli cli = Cli.run((Object[]) line.split(" ", -1));
		assertThat(cli.exitCode()).isEqualTo(2);
		assertThat(cli.json().get("error").asString()).contains("Try 'zmq-secure " + line.replaceAll(" .*", ""));
		assertThat(cli.err()).isEmpty();
	}

	@Test
	void completesItselfAndHasExamplesForEachCommand() {
		Cli completion = Cli.run("generate-completion");
		assertThat(completion.out()).contains("keygen", "--server-key", "complete -F");
		assertThat(Cli.run("generate-completion", "--json").json().get("script").asString() + System.lineSeparator())
			.isEqualTo(completion.out());
		for (String command : List.of("keygen", "fingerprint", "public", "convert", "rotate", "check", "probe",
				"generate-completion")) {
			Cli cli = Cli.run(command, "--help");
			assertThat(cli.exitCode()).isZero();
			assertThat(cli.out()).contains("Examples:", "zmq-secure " + command, "--json");
		}
		assertThat(Cli.run("--help").out()).contains("Exit codes:", "13");
		assertThat(Cli.run("no-such-command").exitCode()).isEqualTo(2);
		assertThat(Cli.run("fingerprint").exitCode()).isEqualTo(2);
	}

	private static String command(Object... arguments) {
		StringBuilder command = new StringBuilder("'%s' -XX:TieredStopAtLevel=1 -cp '%s' %s".formatted(
				Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path"),
				ZmqSecure.class.getName()));
		for (Object argument : arguments) {
			command.append(" '").append(argument).append('\'');
		}
		return command.toString();
	}

	/**
	 * Run a script, so that no character depends on the locale of this JVM.
	 * @return what went wrong
	 */
	private String shell(String script) throws Exception {
		Path file = Files.writeString(this.directory.resolve("script"), script);
		Path errors = this.directory.resolve("errors");
		ProcessBuilder builder = new ProcessBuilder("sh", file.toString())
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(errors.toFile());
		List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").forEach(builder.environment()::remove);
		builder.start().waitFor();
		Files.delete(file);
		String all = Files.readString(errors);
		Files.delete(errors);
		return all;
	}

	private Path make(String format, String suffix) throws IOException {
		Files.deleteIfExists(this.directory.resolve("my-key.key"));
		assertThat(Cli.run("keygen", "my-key", "-d", this.directory, "--format", format).exitCode()).isZero();
		return this.directory.resolve("my-key" + suffix);
	}

	private CurvePublicKey publicKey() {
		return CurveCertificate.readPublic(new FileSystemResource(this.directory.resolve("my-key.key"))).publicKey();
	}

	private static void assertHasKey(Cli cli, CurvePublicKey key) {
		assertThat(cli.exitCode()).as(cli.all()).isZero();
		assertThat(cli.out()).contains("orders has the key " + key);
	}

	private Path keygen(String name) {
		assertThat(Cli.run("keygen", name, "-d", this.directory, "--meta", "owner=me").exitCode()).isZero();
		return this.directory.resolve(name + ".key_secret");
	}

	private static CurveCertificate read(Path file) {
		return CurveCertificate.read(new FileSystemResource(file));
	}

	private static String secretOf(CurveCertificate certificate) {
		return new String(Objects.requireNonNull(certificate.secretKey()).toZ85());
	}

	private static void assertMode(Path file, String mode) throws IOException {
		assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString(mode));
	}

}
