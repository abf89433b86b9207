// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import io.github.zmqsecure.support.JavaProgram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that were processed ahead of time, as native images are.
 */
class AotProcessingTests {

	private static final String CLASS_PATH = System.getProperty("java.class.path");

	private static final Pattern CLOSED = Pattern.compile("closed within ms: (\\d+)");

	@Test
	@Tag("long")
	void closingIsBoundedAndSilent(@TempDir Path directory) throws Exception {
		Path sources = directory.resolve("sources");
		Path classes = Files.createDirectories(directory.resolve("classes"));
		java(CLASS_PATH, "org.springframework.boot.SpringApplicationAotProcessor", AotApplication.class.getName(),
				sources.toString(), classes.toString(), classes.toString(), "group", "artifact");
		compile(sources, classes);
		String output = java(classes + File.pathSeparator + CLASS_PATH, "-Dspring.aot.enabled=true",
				AotApplication.class.getName());
		assertThat(output).contains("Starting AOT-processed AotApplication")
			.contains("open: true")
			.contains("contexts: 1")
			.doesNotContain("terminated")
			.doesNotContain("destroy method");
		Matcher closed = CLOSED.matcher(output);
		assertThat(closed.find()).isTrue();
		assertThat(Long.parseLong(closed.group(1))).isLessThan(9000);
	}

	private static String java(String classPath, String... arguments) throws IOException, InterruptedException {
		JavaProgram program = JavaProgram
			.run(Stream.concat(Stream.of("-cp", classPath), Stream.of(arguments)).toArray(String[]::new));
		assertThat(program.exitValue()).as(program.output()).isZero();
		return program.output();
	}

	private static void compile(Path sources, Path classes) throws IOException {
		List<String> arguments = new ArrayList<>(
				List.of("-nowarn", "-proc:none", "-cp", CLASS_PATH, "-d", classes.toString()));
		try (Stream<Path> files = Files.walk(sources)) {
			files.map(Path::toString).filter((file) -> file.endsWith(".java")).forEach(arguments::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

}
