// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.github.zmqsecure.ZmqSecureException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What a new certificate says besides its keys.
 */
final class KeyMetadata {

	/** What the commands say themselves, and check. */
	private static final Map<String, String> RESERVED = Map.of("name", "the name of the pair", "created",
			"the present time", "expires", "what '--expires' says", "replaces", "what 'rotate' says");

	@Spec(Spec.Target.MIXEE)
	private CommandSpec command = CommandSpec.create();

	@Option(names = "--expires", paramLabel = "WHEN",
			description = "When the pair ends: a span such as 90d, 12w, 1y or 6h, a date, or an instant. As shipped never.")
	private @Nullable String expires;

	@Option(names = "--meta", paramLabel = "NAME=VALUE", description = "More metadata for the certificate. Repeatable.")
	private Map<String, String> meta = new LinkedHashMap<>();

	/**
	 * Return the metadata of a pair that is made now.
	 * @param name the name of the pair
	 * @return the metadata
	 * @throws ParameterException if the pair would have ended already, or something else
	 * is to be said of it than is so
	 */
	Map<String, String> of(String name) {
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		Map<String, String> metadata = new LinkedHashMap<>();
		metadata.put("name", name);
		metadata.put("created", now.toString());
		if (this.expires != null) {
			metadata.put("expires", end(this.expires, now).toString());
		}
		this.meta.forEach((each, value) -> {
			String reserved = RESERVED.get(each.toLowerCase(Locale.ROOT));
			if (reserved != null) {
				throw usage("'--meta %s' can't be set, since it is %s".formatted(each, reserved));
			}
			metadata.put(each, value);
		});
		return metadata;
	}

	private Instant end(String text, Instant now) {
		try {
			Instant end = Validity.expires(text, now);
			if (end.isAfter(now)) {
				return end;
			}
		}
		catch (ZmqSecureException ex) {
			throw usage(String.valueOf(ex.getMessage()));
		}
		throw usage("'--expires %s' is past, and nobody is let in with a key that has ended".formatted(text));
	}

	private ParameterException usage(String problem) {
		return new ParameterException(this.command.commandLine(), problem);
	}

}
