// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link ZmqYamlFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ZmqYamlFailureAnalyzerTests {

	private static final String REST = "Q(IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs00";

	@ParameterizedTest
	@ValueSource(strings = { "@", "%", "*", "!", "[", "{", "}", "]", ">" })
	void asksForQuotesWithoutShowingTheKey(String first, @TempDir Path directory, CapturedOutput output)
			throws IOException {
		String secret = first + REST;
		Path file = directory.resolve("application.yml");
		Files.writeString(file, """
				zmq:
				  secure:
				    keys:
				      gateway:
				        secret-key: SECRET
				""".replace("SECRET", secret));
		assertThatException().isThrownBy(() -> YamlApplication.run("a: b", "--spring.config.location=" + file.toUri()));
		assertThat(output).doesNotContain(secret).doesNotContain(REST.substring(8, 20));
		assertThat(output).contains("A key cannot be read as YAML at line 5, column ")
			.contains("Put every key in double quotes.");
	}

	@Test
	void asksForSpacesInThePlaceOfATab(@TempDir Path directory, CapturedOutput output) throws IOException {
		Path file = directory.resolve("application.yml");
		Files.writeString(file, "zmq.secure:\n  keys:\n\tgateway: { ephemeral: true }\n");
		assertThatException().isThrownBy(() -> YamlApplication.run("a: b", "--spring.config.location=" + file.toUri()));
		assertThat(output).contains("A tab stands where YAML wants spaces at line 3").contains("Indent with spaces");
	}

}
