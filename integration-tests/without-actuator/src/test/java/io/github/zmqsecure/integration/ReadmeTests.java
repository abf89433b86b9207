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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.channel.ZmqMessage;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what the README shows works as it stands there.
 */
class ReadmeTests {

	private static final Pattern QUICK_START = Pattern.compile("<!-- tested: QuickStart -->\\s*```yaml\\n(.*?)```",
			Pattern.DOTALL);

	@Test
	void quickStartExchangesMessages() throws Exception {
		String yaml = quickStart().replace("5555", String.valueOf(freePort()));
		try (ConfigurableApplicationContext context = run(yaml)) {
			ManagedSocket orders = context.getBean(ManagedSockets.class).get("orders");
			ManagedSocket client = context.getBean(ManagedSockets.class).get("orders-client");
			LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
			orders.setHandler((order) -> orders.send(ZmqMessage.of(order.frame(0), order.frame(1))));
			client.setHandler((answer) -> answers.add(answer.text(0)));
			client.send("order");
			assertThat(answers.poll(10, TimeUnit.SECONDS)).isEqualTo("order");
		}
	}

	private ConfigurableApplicationContext run(String yaml) {
		return new SpringApplicationBuilder(Application.class).initializers((context) -> {
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

}
