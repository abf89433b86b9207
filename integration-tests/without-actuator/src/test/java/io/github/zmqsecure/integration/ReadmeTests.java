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

package io.github.zmqsecure.integration;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.zmqsecure.ZmqHeaders;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.template.ZmqTemplate;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what the README shows works as it stands there.
 */
class ReadmeTests {

	private static final Pattern QUICK_START = Pattern.compile("<!-- tested: QuickStart -->\\s*```yaml\\n(.*?)```",
			Pattern.DOTALL);

	private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	@Test
	void quickStartExchangesMessages() throws Exception {
		String yaml = quickStart().replace("5555", String.valueOf(freePort()));
		try (ConfigurableApplicationContext context = run(yaml)) {
			assertThat(ask(context.getBean(ZmqTemplate.class))).isEqualTo("order 1 accepted from gateway");
		}
	}

	@Test
	void quickStartStandsHere() throws IOException {
		String readme = Files.readString(Path.of("../../README.md"));
		String code = normalized(
				Files.readString(Path.of("src/test/java", ReadmeTests.class.getName().replace('.', '/') + ".java")));
		Matcher examples = JAVA.matcher(readme.substring(0, readme.indexOf("## Compatibility")));
		assertThat(examples.results().map((example) -> normalized(example.group(1)))).hasSize(2)
			.allSatisfy((example) -> assertThat(code).contains(example));
	}

	private static String ask(ZmqTemplate template) {
		String answer = template.sendAndReceive("orders-client", "order 1", String.class); // a
																							// ZmqTemplate,
																							// any
																							// thread
		return answer;
	}

	/**
	 * Without white space, and without the modifier that nested classes need.
	 */
	private static String normalized(String code) {
		return code.replace("static class", "class").replaceAll("\\s+", "");
	}

	private ConfigurableApplicationContext run(String yaml) {
		return new SpringApplicationBuilder(Application.class, OrderDesk.class).initializers((context) -> {
			ByteArrayResource resource = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8));
			try {
				new YamlPropertySourceLoader().load("README", resource)
					.forEach(context.getEnvironment().getPropertySources()::addFirst);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}).run();
	}

	private String quickStart() throws IOException {
		Matcher matcher = QUICK_START.matcher(Files.readString(Path.of("../../README.md")));
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	private int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	@Component
	static class OrderDesk {

		@ZmqListener(socket = "orders")
		String take(String order, @Header(ZmqHeaders.PEER) String client) {
			return order + " accepted from " + client;
		}

	}

}
