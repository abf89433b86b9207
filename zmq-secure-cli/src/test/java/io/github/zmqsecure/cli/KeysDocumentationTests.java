// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.zmqsecure.curve.CurveCertificate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs what {@code docs/keys.md} says, by the real {@code main}, and looks for secrets in
 * whatever is printed.
 */
class KeysDocumentationTests {

	private static final Pattern BLOCK = Pattern.compile("```(bash|yaml)\\n(.*?)```", Pattern.DOTALL);

	private static final Pattern EXIT_CODE = Pattern.compile("# exit code (\\d+)$");

	@TempDir
	private Path directory;

	@Test
	@Tag("long")
	void isRun() throws Exception {
		String page = Files.readString(Path.of("../docs/keys.md"));
		Matcher blocks = BLOCK.matcher(page);
		List<String> printed = new ArrayList<>();
		while (blocks.find()) {
			String block = blocks.group(2);
			if (blocks.group(1).equals("yaml")) {
				String name = block.lines().findFirst().orElseThrow().replace("# ", "");
				Files.writeString(this.directory.resolve(name), block);
			}
			else {
				for (String line : block.lines().toList()) {
					printed.add(run(line));
				}
			}
		}
		assertThat(printed).hasSizeGreaterThan(12);
		String all = String.join("\n", printed);
		List<Path> secrets = secrets();
		assertThat(secrets).hasSizeGreaterThan(6);
		for (Path file : secrets) {
			char[] secret = Objects.requireNonNull(CurveCertificate.read(new FileSystemResource(file)).secretKey())
				.toZ85();
			assertThat(all).doesNotContain(new String(secret));
		}
	}

	private String run(String line) throws IOException, InterruptedException {
		assertThat(line).startsWith("zmq-secure ");
		Matcher code = EXIT_CODE.matcher(line);
		int expected = code.find() ? Integer.parseInt(code.group(1)) : 0;
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), "io.github.zmqsecure.cli.ZmqSecure"));
		String[] words = line.replaceAll("\\s*#.*", "").split("\\s+");
		command.addAll(List.of(words).subList(1, words.length));
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(line + "\n" + output).isEqualTo(expected);
		return output;
	}

	private List<Path> secrets() throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.filter((file) -> file.toString().endsWith("_secret")).toList();
		}
	}

}
