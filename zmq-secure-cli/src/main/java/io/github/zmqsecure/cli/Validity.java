// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.zmqsecure.ZmqSecureException;

/**
 * When a key ends, as the metadata {@code expires} of its certificate says.
 */
final class Validity {

	private static final Pattern SPAN = Pattern.compile("(\\d{1,5})([hdwy])");

	private Validity() {
	}

	/**
	 * Return the end of a key.
	 * @param text a span such as {@code 90d}, or a date or instant
	 * @param now the time to begin from
	 * @return the end, in whole seconds
	 */
	static Instant expires(String text, Instant now) {
		Matcher span = SPAN.matcher(text);
		if (span.matches()) {
			long count = Long.parseLong(span.group(1));
			Duration duration = switch (span.group(2)) {
				case "h" -> Duration.ofHours(count);
				case "d" -> Duration.ofDays(count);
				case "w" -> Duration.ofDays(7 * count);
				default -> Duration.ofDays(365 * count);
			};
			return now.plus(duration).truncatedTo(ChronoUnit.SECONDS);
		}
		return parse(text);
	}

	/**
	 * Return the instant that a text names.
	 * @param text a date, or an instant
	 * @return the instant
	 */
	private static Instant parse(String text) {
		try {
			return (text.length() == 10) ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
					: Instant.parse(text);
		}
		catch (DateTimeParseException ex) {
			throw new ZmqSecureException(
					"'%s' is no time; write a span such as 90d, 12w, 1y or 6h, a date such as 2027-01-31, or an instant such as 2027-01-31T00:00:00Z"
						.formatted(text));
		}
	}

}
