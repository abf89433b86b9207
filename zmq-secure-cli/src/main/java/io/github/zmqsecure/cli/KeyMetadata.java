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

package io.github.zmqsecure.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What a new certificate says besides its keys.
 */
final class KeyMetadata {

	@Option(names = "--expires", paramLabel = "WHEN",
			description = "When the pair ends: a span such as 90d, 12w, 1y or 6h, a date, or an instant. As shipped never.")
	private @Nullable String expires;

	@Option(names = "--meta", paramLabel = "NAME=VALUE", description = "More metadata for the certificate. Repeatable.")
	private Map<String, String> meta = new LinkedHashMap<>();

	/**
	 * Return the metadata of a pair that is made now.
	 * @param name the name of the pair
	 * @return the metadata
	 */
	Map<String, String> of(String name) {
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		Map<String, String> metadata = new LinkedHashMap<>();
		metadata.put("name", name);
		metadata.put("created", now.toString());
		if (this.expires != null) {
			metadata.put("expires", Validity.expires(this.expires, now).toString());
		}
		metadata.putAll(this.meta);
		return metadata;
	}

}
