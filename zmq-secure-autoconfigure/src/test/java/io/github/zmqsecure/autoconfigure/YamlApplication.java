// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;

/**
 * Runs a real application that binds {@link ZmqSecureProperties} from YAML.
 */
final class YamlApplication {

	private YamlApplication() {
	}

	static ConfigurableApplicationContext run(String yaml, String... arguments) {
		return run(new Class<?>[] { Properties.class }, yaml, arguments);
	}

	static ConfigurableApplicationContext run(Class<?>[] sources, String yaml, String... arguments) {
		return new SpringApplicationBuilder(sources).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.initializers((context) -> load(context, yaml))
			.run(arguments);
	}

	private static void load(ConfigurableApplicationContext context, String yaml) {
		ByteArrayResource resource = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), "test.yml");
		try {
			new YamlPropertySourceLoader().load("test.yml", resource)
				.forEach(context.getEnvironment().getPropertySources()::addLast);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(ZmqSecureProperties.class)
	@Import(ZmqBindingConfiguration.class)
	static class Properties {

	}

}
