// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import zmq.io.StreamEngine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what the library writes inside of JeroMQ: no field of it is final, since JDKs
 * to come refuse to write those.
 */
class WrittenFieldsTests {

	private static final Path SOURCES = Path.of("../zmq-secure-core/src/main/java/io/github/zmqsecure");

	private static final Pattern WRITE = Pattern
		.compile("(\\w+)\\.(?:set(?:Volatile|Release|Opaque)?|(?:weakC|c)ompareAnd\\w+|getAnd\\w+)\\(");

	private static final Pattern HANDLE = Pattern.compile("(?<!static final )VarHandle (\\w+)(?:;|[,)]| =)");

	private static final Pattern WRITABLE = Pattern.compile("this\\.(\\w+) = [^;]*?\\.writableField\\(");

	@Test
	void everyFieldThatIsWrittenWasFoundAsOneThatMayBe() throws IOException {
		int written = 0;
		for (Map.Entry<Path, String> source : sources("jeromq").entrySet()) {
			Stream<String> handles = all(HANDLE, source.getValue()).map((handle) -> handle.group(1));
			for (String handle : handles.collect(Collectors.toSet())) {
				if (all(WRITE, source.getValue()).anyMatch((write) -> write.group(1).equals(handle))) {
					assertThat(all(WRITABLE, source.getValue()).map((field) -> field.group(1)))
						.as("fields that %s finds as writable", source.getKey())
						.contains(handle);
					written++;
				}
			}
		}
		assertThat(written).as("fields that are written").isGreaterThan(10);
	}

	@Test
	void noOtherRoomWritesFieldsOfOthers() throws IOException {
		assertThat(sources(".")).hasSizeGreaterThan(200).allSatisfy((file, source) -> {
			assertThat(source).doesNotContain("setAccessible", "Unsafe", "unreflectSetter", "findSetter");
			assertThat(source.contains("privateLookupIn") && !file.toString().contains("jeromq")).isFalse();
		});
	}

	@Test
	void aFinalFieldIsNotFoundAsOneThatMayBeWritten() throws Exception {
		Field errno = StreamEngine.class.getDeclaredField("errno");
		PrivateMembers engine = new PrivateMembers(StreamEngine.class);
		assertThat(Modifier.isFinal(errno.getModifiers())).isTrue();
		assertThat(engine.field(errno.getName(), errno.getType()).isAccessModeSupported(VarHandle.AccessMode.SET))
			.isFalse();
		assertThatExceptionOfType(NoSuchFieldException.class)
			.isThrownBy(() -> engine.writableField(errno.getName(), errno.getType()))
			.withMessageContaining("is final");
	}

	private static Stream<MatchResult> all(Pattern pattern, String source) {
		return pattern.matcher(source).results();
	}

	private static Map<Path, String> sources(String room) throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES.resolve(room))) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.collect(Collectors.toMap((file) -> file, WrittenFieldsTests::read));
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
