// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands answer within a second. How long they take depends on the machine, what they
 * load does not: most of a second was once spent on these classes.
 */
class StartTests {

	private static final Set<String> COSTLY = Set.of("org.springframework.context.support.MessageSourceSupport",
			"org.springframework.context.annotation.ConfigurationClassPostProcessor", KeyFormat.class.getName(),
			KeyMetadata.class.getName());

	@TempDir
	private Path directory;

	@Test
	void checkLooksForNeitherLocalesNorAnnotatedBeansNorOptionsOfOtherCommands() throws Exception {
		Path file = Files.writeString(this.directory.resolve("application.yml"), """
				zmq.secure:
				  keys.orders-service.ephemeral: true
				  sockets.orders: { type: router, bind: "tcp://127.0.0.1:5555", key: orders-service, clients: any }
				""");
		assertThat(classesOf("check", file))
			.filteredOn((loaded) -> COSTLY.contains(loaded) || loaded.equals(CheckedFile.class.getName()))
			.containsExactly(CheckedFile.class.getName());
	}

	@Test
	void otherCommandsDoWithoutSpringBootAndFingerprintsWithoutCryptography() throws Exception {
		assertThat(classesOf("keygen", "orders", "--directory", this.directory)).contains(KeygenCommand.class.getName())
			.filteredOn((loaded) -> loaded.startsWith("org.springframework.boot."))
			.isEmpty();
		assertThat(classesOf("fingerprint", this.directory.resolve("orders.key")))
			.contains(FingerprintCommand.class.getName())
			.filteredOn((loaded) -> loaded.startsWith("org.springframework.boot.")
					|| loaded.startsWith("org.bouncycastle.") || loaded.endsWith(".PublicKeyDerivation"))
			.isEmpty();
	}

	private List<String> classesOf(Object... arguments) throws IOException, InterruptedException {
		Path log = this.directory.resolve("classes.log");
		Cli cli = Cli.start(Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log + ":none"), arguments);
		assertThat(cli.exitCode()).as(cli.out()).isZero();
		try (Stream<String> lines = Files.lines(log)) {
			return lines.map((line) -> line.substring(0, line.indexOf(' '))).toList();
		}
	}

}
