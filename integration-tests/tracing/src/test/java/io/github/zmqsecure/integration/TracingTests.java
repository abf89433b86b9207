// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpServer;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.template.ZmqTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the traces of two applications, as Spring Boot's exporter for Zipkin delivers
 * them.
 */
class TracingTests {

	private final List<String> spans = new CopyOnWriteArrayList<>();

	private HttpServer collector;

	@BeforeEach
	void startCollector() throws IOException {
		this.collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.collector.createContext("/api/v2/spans", (exchange) -> {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.spans.addAll(List.of(body.split("(?<=\\}),(?=\\{\"traceId\")")));
			exchange.sendResponseHeaders(202, -1);
			exchange.close();
		});
		this.collector.start();
	}

	@AfterEach
	void stopCollector() {
		this.collector.stop(0);
	}

	@Test
	void oneTraceSpansBothApplications() throws IOException {
		int port = Ports.free();
		try (ConfigurableApplicationContext desk = run(OrderDesk.class, "desk", "zmq.secure.sockets.orders.type=router",
				"zmq.secure.sockets.orders.bind=tcp://127.0.0.1:" + port, "zmq.secure.sockets.orders.key=desk",
				"zmq.secure.sockets.orders.clients=gateway");
				ConfigurableApplicationContext gateway = run(Gateway.class, "gateway",
						"zmq.secure.sockets.orders-client.type=dealer",
						"zmq.secure.sockets.orders-client.connect=tcp://127.0.0.1:" + port,
						"zmq.secure.sockets.orders-client.key=gateway",
						"zmq.secure.sockets.orders-client.server=desk")) {
			assertThat(desk.isRunning()).isTrue();
			assertThat(gateway.getBean(ZmqTemplate.class).sendAndReceive("orders-client", "7 EUR", String.class))
				.isEqualTo("receipt for 7 EUR");
			await().until(() -> this.spans.size() >= 2);
		}
		String asked = span("CLIENT");
		String handled = span("SERVER");
		assertThat(value(asked, "serviceName")).isEqualTo("gateway");
		assertThat(value(handled, "serviceName")).isEqualTo("desk");
		assertThat(value(handled, "traceId")).isEqualTo(value(asked, "traceId"));
		assertThat(value(handled, "parentId")).isEqualTo(value(asked, "id"));
		assertThat(asked).contains("\"messaging.system\":\"zeromq\"").doesNotContain("\"peer.service\"");
		assertThat(handled).contains("\"messaging.system\":\"zeromq\"");
	}

	private String span(String kind) {
		return this.spans.stream().filter((span) -> kind.equals(value(span, "kind"))).findFirst().orElseThrow();
	}

	private static String value(String span, String name) {
		Matcher matcher = Pattern.compile('"' + name + "\":\"([^\"]*)\"").matcher(span);
		return matcher.find() ? matcher.group(1) : "";
	}

	private ConfigurableApplicationContext run(Class<?> application, String name, String... properties) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties("zmq.secure.template.request-timeout=60s", "spring.application.name=" + name,
					"zmq.secure.template.observation-enabled=true", "zmq.secure.listener.observation-enabled=true",
					"management.tracing.sampling.probability=1.0",
					"management.tracing.export.zipkin.endpoint=http://127.0.0.1:"
							+ this.collector.getAddress().getPort() + "/api/v2/spans",
					"zmq.secure.keys.desk.secret-key=" + "11".repeat(32),
					"zmq.secure.keys.gateway.secret-key=" + "22".repeat(32))
			.properties(properties)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Gateway {

	}

}
