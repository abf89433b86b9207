// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.autoconfigure.ZmqSecureProperties;
import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.CurveSecretKey;
import io.github.zmqsecure.curve.KeyFilePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Previous keys of a configuration that are answered to no more, or not yet.
 */
final class PreviousKeys {

	private PreviousKeys() {
	}

	/**
	 * Return the previous keys whose time is over.
	 * @param properties the properties
	 * @param name the name of the own key pair
	 * @return the keys that can be read, with their ends
	 */
	static Map<CurvePublicKey, Instant> ended(ZmqSecureProperties properties, String name) {
		Map<CurvePublicKey, Instant> ended = new LinkedHashMap<>();
		ZmqSecureProperties.Key key = properties.getKeys().get(name);
		if (key == null) {
			return ended;
		}
		for (ZmqSecureProperties.PreviousKey previous : key.getPrevious()) {
			Instant until = previous.getUntil();
			CurvePublicKey publicKey = (isOver(until)) ? read(previous) : null;
			if (until != null && publicKey != null) {
				ended.put(publicKey, until);
			}
		}
		return ended;
	}

	/**
	 * Return where a previous key may be put whose time is not over.
	 * @param properties the properties
	 * @param name the name of the own key pair
	 * @return the locations at which there is nothing
	 */
	static List<String> awaited(ZmqSecureProperties properties, String name) {
		ZmqSecureProperties.Key key = properties.getKeys().get(name);
		List<ZmqSecureProperties.PreviousKey> previous = (key != null) ? key.getPrevious() : List.of();
		return previous.stream()
			.filter((each) -> !isOver(each.getUntil()))
			.flatMap((each) -> Stream.ofNullable(each.getLocation()))
			.filter((location) -> !KeyLinter.resource(location).exists())
			.toList();
	}

	private static boolean isOver(@Nullable Instant until) {
		return until != null && !Instant.now().isBefore(until);
	}

	private static @Nullable CurvePublicKey read(ZmqSecureProperties.PreviousKey previous) {
		String location = previous.getLocation();
		String secret = previous.getSecretKey();
		try {
			if (location != null) {
				return CurveCertificate.read(KeyLinter.resource(location), KeyFilePolicy.IGNORE).publicKey();
			}
			return (secret != null) ? CurveSecretKey.parse(secret).derivePublicKey() : null;
		}
		catch (ZmqSecureException ex) {
			return null;
		}
	}

}
