// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.json.JsonParserFactory;

/**
 * Reads the metadata of the configuration properties that is shipped.
 */
final class ConfigurationMetadata {

	private ConfigurationMetadata() {
	}

	/**
	 * Return the entries of a part of it.
	 * @param part the part, {@code properties} or {@code hints}
	 */
	@SuppressWarnings("unchecked")
	static List<Map<String, Object>> read(String part) throws IOException, URISyntaxException {
		URI classes = ZmqSecureProperties.class.getProtectionDomain().getCodeSource().getLocation().toURI();
		String json = Files.readString(Path.of(classes).resolve("META-INF/spring-configuration-metadata.json"));
		Map<String, Object> metadata = JsonParserFactory.getJsonParser().parseMap(json);
		return (List<Map<String, Object>>) Objects.requireNonNull(metadata.get(part), part);
	}

}
