// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HeaderFrame}.
 */
class HeaderFrameTests {

	@Test
	void isEncodedAsTheMetadataOfZmtp() {
		byte[] frame = HeaderFrame.encode(Map.of("tenant", "nörd"));
		assertThat(frame).isEqualTo("\u0006tenant\0\0\0\u0005nörd".getBytes(StandardCharsets.UTF_8));
		assertThat(HeaderFrame.encode(Map.of())).isEmpty();
		assertThat(HeaderFrame.decode(new byte[0])).isEmpty();
	}

	@Test
	void keepsNamesValuesAndOrder() {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
		headers.put("empty", "");
		headers.put("x".repeat(255), "y".repeat(10_000));
		assertThat(HeaderFrame.decode(HeaderFrame.encode(headers))).containsExactlyEntriesOf(headers);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0001", "\u0001a", "\u0001a\0\0\0", "\u0001a\0\0\0\u0002x", "\u0009a\0\0\0\u0001x",
			"\0\0\0\0\u0001x", "\u0001 \0\0\0\u0001x", "{\"a\":1}", "\u0001a\u007f\u007f\u007f\u007fx" })
	void refusesWhatIsNotMadeOfHeaders(String frame) {
		assertThatExceptionOfType(UnreadableMessageException.class)
			.isThrownBy(() -> HeaderFrame.decode(frame.getBytes(StandardCharsets.UTF_8)))
			.withMessageContaining("header frame");
	}

	@Test
	void decodesOrRefusesAnyBytesWithoutAllocatingWhatTheyAnnounce() {
		Random random = new Random(42);
		for (int i = 0; i < 20_000; i++) {
			byte[] frame = new byte[random.nextInt(40)];
			random.nextBytes(frame);
			try {
				HeaderFrame.decode(frame);
			}
			catch (UnreadableMessageException ex) {
				assertThat(ex).hasMessageContaining("header frame");
			}
		}
	}

	@Test
	void boundsTheSize() {
		assertThatExceptionOfType(UnwritablePayloadException.class)
			.isThrownBy(() -> HeaderFrame.encode(Map.of("large", "x".repeat(70_000))));
		assertThatExceptionOfType(UnreadableMessageException.class)
			.isThrownBy(() -> HeaderFrame.decode(new byte[70_000]));
	}

}
