// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the tests which the threat model names are there.
 */
class SecurityDocumentationTests {

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)\\.(\\w+)`");

	private static final Pattern METHOD = Pattern.compile("void (\\w+)\\(");

	private static final List<Path> SOURCES = Stream
		.of("zmq-secure-nacl", "zmq-secure-core", "zmq-secure-autoconfigure")
		.map((module) -> Path.of("..", module, "src/test/java"))
		.toList();

	@Test
	void namesTestsThatExist() throws IOException {
		List<MatchResult> tests = TEST.matcher(Files.readString(Path.of("../docs/security.md"))).results().toList();
		assertThat(tests).hasSizeGreaterThan(30)
			.allSatisfy((test) -> assertThat(methods(test.group(1))).as(test.group()).contains(test.group(2)));
	}

	@Test
	void namesEachAttackOfTheSuite() throws IOException {
		String document = Files.readString(Path.of("../docs/security.md"));
		assertThat(Arrays.stream(AttackTests.class.getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(Test.class))
			.map((method) -> "`AttackTests." + method.getName() + "`")).isNotEmpty()
			.allSatisfy((name) -> assertThat(document).contains(name));
	}

	private static List<String> methods(String simpleName) throws IOException {
		List<String> methods = new ArrayList<>();
		for (Path sources : SOURCES) {
			try (Stream<Path> files = Files.walk(sources)) {
				for (Path file : files.filter((each) -> each.endsWith(simpleName + ".java")).toList()) {
					METHOD.matcher(Files.readString(file))
						.results()
						.map((method) -> method.group(1))
						.forEach(methods::add);
				}
			}
		}
		return methods;
	}

}
