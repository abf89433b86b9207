// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

import io.github.zmqsecure.support.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what the README shows works as it stands there, and that it stays short.
 */
class ReadmeTests {

	private static final Path README = Path.of("../../README.md");

	private static final Pattern QUICK_START = Pattern.compile("<!-- tested: QuickStart -->\\s*```yaml\\n(.*?)```",
			Pattern.DOTALL);

	private static final Pattern JAVA = Pattern.compile("```java\n(.*?class (\\w+) .*?)```", Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("]\\(([\\w./-]+)[)#]");

	private static final int MAX_WORDS = 1000;

	@TempDir
	private Path directory;

	@Test
	void quickStartExchangesMessages() throws Exception {
		Matcher yaml = QUICK_START.matcher(Files.readString(README));
		assertThat(yaml.find()).isTrue();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.directory.toUri().toURL() },
				getClass().getClassLoader());
				ConfigurableApplicationContext context = run(
						yaml.group(1).replace("5555", String.valueOf(Ports.free())), compile(loader))) {
			Object gateway = context.getBean(loader.loadClass("OrderGateway"));
			String answer = ReflectionTestUtils.invokeMethod(gateway, "order", "order 1");
			assertThat(answer).isEqualTo("order 1 accepted from gateway");
		}
	}

	@Test
	void isShort() throws IOException {
		assertThat(Files.readString(README).trim().split("\\s+", -1)).hasSizeLessThanOrEqualTo(MAX_WORDS);
	}

	@Test
	void linksToWhatIsThere() throws IOException {
		assertThat(LINK.matcher(Files.readString(README)).results().map((link) -> link.group(1))).hasSizeGreaterThan(5)
			.allSatisfy((link) -> assertThat(README.resolveSibling(link)).exists());
	}

	private Class<?>[] compile(ClassLoader loader) throws Exception {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-parameters", "-d", this.directory.toString(),
				"-cp", System.getProperty("java.class.path") + File.pathSeparator
						+ System.getProperty("surefire.test.class.path", "")));
		List<String> names = new ArrayList<>();
		Matcher example = JAVA.matcher(Files.readString(README));
		while (example.find()) {
			Path source = this.directory.resolve(example.group(2) + ".java");
			arguments.add(Files.writeString(source, example.group(1)).toString());
			names.add(example.group(2));
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
		List<Class<?>> classes = new ArrayList<>(List.of(Application.class));
		for (String name : names) {
			classes.add(loader.loadClass(name));
		}
		return classes.toArray(Class<?>[]::new);
	}

	private ConfigurableApplicationContext run(String yaml, Class<?>[] classes) {
		return new SpringApplicationBuilder(classes).properties("zmq.secure.template.request-timeout=60s")
			.initializers((context) -> {
				ByteArrayResource resource = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8));
				try {
					new YamlPropertySourceLoader().load("README", resource)
						.forEach(context.getEnvironment().getPropertySources()::addFirst);
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			})
			.run();
	}

}
