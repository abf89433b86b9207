// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurveSecretKey;
import io.github.zmqsecure.curve.DefaultCurveKeys;
import io.github.zmqsecure.curve.OwnKey;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * {@link SanitizingFunction} that hides CURVE secret keys from every endpoint that shows
 * values, whatever {@code show-values} says: the properties
 * {@code zmq.secure.keys.*.secret-key} in any spelling, and each other value in which a
 * secret key in use appears, such as the environment variable behind a placeholder or the
 * command line. Thread-safe.
 *
 * @since 0.1.0
 */
public class SecretKeySanitizingFunction implements SanitizingFunction {

	private static final String PREFIX = "zmqsecurekeys";

	private static final String SUFFIX = "secretkey";

	private final Supplier<@Nullable CurveKeys> keys;

	/**
	 * Create a sanitizing function.
	 * @param keys the keys in use, asked each time; {@code null} where there are none
	 */
	public SecretKeySanitizingFunction(Supplier<@Nullable CurveKeys> keys) {
		this.keys = keys;
	}

	@Override
	public SanitizableData apply(SanitizableData data) {
		return (isSecretKey(data.getKey()) || holdsSecretKey(data.getValue())) ? data.withSanitizedValue() : data;
	}

	private static boolean isSecretKey(String property) {
		String uniform = property.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
		return uniform.startsWith(PREFIX) && uniform.endsWith(SUFFIX);
	}

	private boolean holdsSecretKey(@Nullable Object value) {
		CurveKeys keys = (value instanceof CharSequence) ? this.keys.get() : null;
		if (keys == null || value == null) {
			return false;
		}
		String text = value.toString();
		return keys.getKeyPairNames()
			.stream()
			.flatMap((name) -> ownKeys(keys, name))
			.anyMatch((key) -> holds(text, key.pair().secretKey()));
	}

	/**
	 * Those that are answered to no more are secret all the same.
	 */
	private static Stream<OwnKey> ownKeys(CurveKeys keys, String name) {
		return (keys instanceof DefaultCurveKeys set) ? set.getKeySet().ownKeys().getOrDefault(name, List.of()).stream()
				: keys.getOwnKeys(name).stream();
	}

	private static boolean holds(String text, CurveSecretKey secretKey) {
		byte[] bytes = secretKey.toBytes();
		char[] z85 = secretKey.toZ85();
		char[] hex = HexFormat.of().formatHex(bytes).toCharArray();
		try {
			return contains(text, z85) || contains(text.toLowerCase(Locale.ROOT), hex);
		}
		finally {
			Arrays.fill(bytes, (byte) 0);
			Arrays.fill(z85, '\0');
			Arrays.fill(hex, '\0');
		}
	}

	private static boolean contains(String text, char[] part) {
		for (int start = 0; start <= text.length() - part.length; start++) {
			int matched = 0;
			while (matched < part.length && text.charAt(start + matched) == part[matched]) {
				matched++;
			}
			if (matched == part.length) {
				return true;
			}
		}
		return false;
	}

}
