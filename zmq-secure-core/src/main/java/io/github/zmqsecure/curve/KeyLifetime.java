// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How long a key is good for, as its certificate says under {@code metadata}.
 *
 * @param created when the key was made, {@code null} if that is not said, or not as a
 * time
 * @param expires when it ends, {@code null} if it does not
 * @since 0.1.0
 */
public record KeyLifetime(@Nullable Instant created, @Nullable Instant expires) {

	/**
	 * The lifetime of a key of which nothing is said.
	 */
	public static final KeyLifetime UNKNOWN = new KeyLifetime(null, null);

	private static final int DATE_LENGTH = 10;

	/**
	 * Return whether the key has ended.
	 * @param now the present time
	 * @return whether it has
	 */
	public boolean isExpiredAt(Instant now) {
		return this.expires != null && !now.isBefore(this.expires);
	}

	/**
	 * Read what a certificate says: instants, or dates, which begin at midnight UTC.
	 * @param metadata the metadata of the certificate
	 * @return the lifetime
	 * @throws DateTimeParseException if {@code expires} is no time
	 */
	static KeyLifetime of(Map<String, String> metadata) {
		String expires = metadata.get("expires");
		return new KeyLifetime(createdIn(metadata), (expires != null) ? parse(expires) : null);
	}

	private static @Nullable Instant createdIn(Map<String, String> metadata) {
		try {
			String created = metadata.get("created");
			return (created != null) ? parse(created) : null;
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

	private static Instant parse(String text) {
		return (text.length() == DATE_LENGTH) ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
				: Instant.parse(text);
	}

}
