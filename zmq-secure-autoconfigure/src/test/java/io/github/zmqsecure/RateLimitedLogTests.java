/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
