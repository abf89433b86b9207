// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/delivery.md} names each reason, and tests that are there.
 */
class DeliveryDocumentationTests {

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)(?:\\.(\\w+))?`");

	private static final List<Path> SOURCES = List.of(Path.of("src/test/java"),
			Path.of("../zmq-secure-core/src/test/java"));

	@Test
	void namesTestsThatExist() throws IOException {
		List<MatchResult> tests = TEST.matcher(page()).results().toList();
		assertThat(tests).hasSizeGreaterThan(30);
		for (MatchResult test : tests) {
			String method = test.group(2);
			assertThat(source(test.group(1))).as(test.group())
				.contains((method != null) ? "void " + method + "(" : "class " + test.group(1));
		}
	}

	@Test
	void namesEachReason() throws IOException {
		String page = page();
		assertThat(Arrays.stream(DropReason.values()).map(DropReason::tag))
			.allSatisfy((reason) -> assertThat(page).contains("`" + reason + "`"));
	}

	private static String page() throws IOException {
		return Files.readString(Path.of("../docs/delivery.md"));
	}

	private static String source(String name) throws IOException {
		StringBuilder source = new StringBuilder();
		for (Path sources : SOURCES) {
			try (Stream<Path> files = Files.walk(sources)) {
				for (Path file : files.filter((each) -> each.endsWith(name + ".java")).toList()) {
					source.append(Files.readString(file));
				}
			}
		}
		return source.toString();
	}

}
