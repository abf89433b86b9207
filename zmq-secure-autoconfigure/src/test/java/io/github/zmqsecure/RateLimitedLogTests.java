// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure;

import java.time.Duration;

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RateLimitedLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class RateLimitedLogTests {

	@Test
	void writesOnceInAPeriodAndSaysHowOftenItKeptSilent(CapturedOutput output) {
		RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(getClass()), Duration.ofMillis(200));
		for (int i = 0; i < 100; i++) {
			log.warn("refused");
		}
		assertThat(output.toString().split("refused", -1)).hasSize(2);
		await().untilAsserted(() -> {
			log.warn("refused");
			assertThat(output).containsPattern("refused \\(and \\d+ more like it before\\)");
		});
	}

}
