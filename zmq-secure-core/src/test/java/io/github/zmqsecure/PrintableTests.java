// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure;

import io.github.zmqsecure.support.EntangledFailures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Printable}.
 */
class PrintableTests {

	@Test
	void replacesWhatWouldForgeALine() {
		assertThat(Printable.of("a\nb\rc\u001b[31md\u2028e\u202ef\u0000g\u0085h")).isEqualTo("a?b?c?[31md?e?f?g?h");
		assertThat(Printable.of("M\u00fcnchen \u20ac \ud83d\ude00\tx"))
			.isEqualTo("M\u00fcnchen \u20ac \ud83d\ude00\tx");
		assertThat(Printable.of("\ud83d alone")).isEqualTo("? alone");
		assertThat(Printable.of(null)).isEqualTo("null");
	}

	@Test
	void cutsWhatIsLong() {
		assertThat(Printable.of("x".repeat(201))).hasSize(201).endsWith("x\u2026");
		assertThat(Printable.of("x".repeat(200))).hasSize(200).endsWith("x");
	}

	@Test
	void replacesWhatExceptionsQuote() {
		IllegalStateException exception = new IllegalStateException("fine",
				new IllegalArgumentException("from \"x\n2026 ERROR forged\""));
		exception.addSuppressed(new IllegalStateException("also\nforged"));
		Throwable printable = Printable.exception(exception);
		assertThat(printable).hasStackTraceContaining("java.lang.IllegalStateException: fine")
			.hasStackTraceContaining("Caused by: java.lang.IllegalArgumentException: from \"x?2026 ERROR forged\"")
			.hasStackTraceContaining("also?forged");
		IllegalStateException clean = new IllegalStateException("clean");
		assertThat(Printable.exception(clean)).isSameAs(clean);
		assertThat(new ZmqSecureException("a\nb")).hasMessage("a?b");
	}

	@Test
	@Timeout(60)
	void printsEachOfManyExceptionsThatHangTogetherOnce() {
		RuntimeException entangled = EntangledFailures.ofManyAttempts();
		assertThat(Printable.exception(entangled)).isSameAs(entangled);
		RuntimeException first = (RuntimeException) entangled.getSuppressed()[0];
		first.addSuppressed(new IllegalStateException("also\nforged"));
		assertThat(Printable.exception(entangled)).hasStackTraceContaining("also?forged")
			.hasStackTraceContaining("attempt 1");
	}

	@Test
	void printsOfAChainThatHasNoEndNoMoreThanItHasLookedAt() {
		Exception chain = new IllegalStateException("deepest\nforged");
		for (int i = 0; i < 10_000; i++) {
			chain = new IllegalStateException("outer", chain);
		}
		Throwable printable = Printable.exception(chain);
		int depth = 0;
		for (Throwable each = printable; each != null; each = each.getCause()) {
			assertThat(each).hasMessage("outer");
			depth++;
		}
		assertThat(depth).isBetween(20, 200);
	}

}
