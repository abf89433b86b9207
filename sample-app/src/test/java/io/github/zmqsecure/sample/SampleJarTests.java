// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for the executable jar on a JDK that is as strict as those to come.
 */
class SampleJarTests {

	private static final Path JAR = Path.of("target", "zmq-secure-sample.jar");

	/** The first JDK that can deny both, with whose help this test shows it. */
	private static final int STRICT = 24;

	@TempDir
	private Path directory;

	@Test
	void startsWithoutWarningWhereUnsafeAndUndeclaredNativeAccessAreDenied() throws Exception {
		String log = answerTheHealthOf("--sun-misc-unsafe-memory-access=deny", "--illegal-native-access=deny", "-jar");
		assertQuiet(log);
	}

	@Test
	@Tag("long")
	void startsWithoutWarningWithTheDocumentedFlagWhereThereIsNoManifest() throws Exception {
		Path extracted = this.directory.resolve("extracted");
		java(strictJava(), "-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", extracted.toString());
		String classPath = extracted.resolve(JAR.getFileName()).toString();
		String log = answerTheHealthOf("--sun-misc-unsafe-memory-access=deny", "--illegal-native-access=deny",
				"--enable-native-access=ALL-UNNAMED", "-cp", classPath, SampleApplication.class.getName());
		assertQuiet(log);
	}

	/** From start to stop. */
	private static void assertQuiet(String log) {
		assertThat(log).doesNotContain("WARNING").doesNotContain("ERROR").doesNotContain("Exception");
		assertThat(log).containsOnlyOnce("CURVE uses ");
	}

	private String answerTheHealthOf(String... flags) throws Exception {
		List<String> command = new ArrayList<>(List.of(flags));
		if (command.get(command.size() - 1).equals("-jar")) {
			command.add(JAR.toString());
		}
		int port = Ports.free();
		command.add("--server.port=" + port);
		command.addAll(Ports.arguments());
		Path log = this.directory.resolve("sample.log");
		Process process = start(strictJava(), log, command);
		try {
			SampleClient client = new SampleClient(port);
			SampleClient.await().until(() -> client.health().<String>read("$.status").equals("UP"));
			client.awaitConnected("orders", "orders-client");
			assertThat(client.post("/api/orders?count=10")).isEqualTo(200);
			SampleClient.await().until(() -> client.number("$.gateway.answered") == 10);
		}
		finally {
			process.destroy();
			if (!process.waitFor(30, TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
			System.out.println(Files.readString(log));
		}
		return Files.readString(log);
	}

	private void java(Path java, String... arguments) throws Exception {
		Path log = this.directory.resolve("java.log");
		Process process = start(java, log, List.of(arguments));
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(Files.readString(log)).isZero();
	}

	private static Process start(Path java, Path log, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1"));
		command.addAll(arguments);
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

	/** That which runs the test, or else one beside it. */
	private static Path strictJava() throws IOException {
		Path home = Path.of(System.getProperty("java.home"));
		List<Path> homes = new ArrayList<>(List.of(home));
		if (home.getParent() != null) {
			try (Stream<Path> others = Files.list(home.getParent())) {
				homes.addAll(others.sorted().toList());
			}
		}
		List<Path> strict = homes.stream().filter(SampleJarTests::isStrict).toList();
		assumeThat(strict).as("JDKs from %d on", STRICT).isNotEmpty();
		return strict.get(0).resolve(Path.of("bin", "java"));
	}

	private static boolean isStrict(Path home) {
		try (Stream<String> release = Files.lines(home.resolve("release"))) {
			return release.filter((line) -> line.startsWith("JAVA_VERSION="))
				.map((line) -> line.replaceAll("\\D+(\\d+).*", "$1"))
				.anyMatch((version) -> Integer.parseInt(version) >= STRICT);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
