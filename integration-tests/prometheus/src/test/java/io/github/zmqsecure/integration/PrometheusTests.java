// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.template.ZmqTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what Prometheus reads, and for the log of an application that starts and
 * stops.
 */
@ExtendWith(OutputCaptureExtension.class)
class PrometheusTests {

	private static final Pattern HELP = Pattern.compile("# HELP (\\S+) ?(.*)");

	private static final Pattern SAMPLE = Pattern.compile("(zmq_\\w+)\\{(.*)} \\S+");

	@ParameterizedTest(name = "observations: {0}")
	@ValueSource(booleans = { false, true })
	void aScrapeIsInOrder(boolean observed, CapturedOutput output) throws Exception {
		List<String> lines;
		try (ConfigurableApplicationContext context = run(observed)) {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			template.sendAndReceive("client", "7 EUR", String.class);
			lines = await().until(() -> scrape(context), PrometheusTests::tellsOfTheListener);
		}
		Map<String, String> help = new TreeMap<>();
		for (String line : lines) {
			Matcher matcher = HELP.matcher(line);
			if (matcher.matches() && matcher.group(1).startsWith("zmq_")) {
				assertThat(matcher.group(2)).as(matcher.group(1)).isNotBlank();
				assertThat(help.put(matcher.group(1), matcher.group(2))).as(matcher.group(1)).isNull();
			}
		}
		assertThat(help).containsKeys("zmq_secure_messages_total", "zmq_secure_bytes_total",
				"zmq_secure_queue_depth_messages", "zmq_secure_template_send_seconds",
				"zmq_secure_listener_handle_seconds");
		assertThat(help.keySet()).allSatisfy((name) -> assertThat(name).startsWith("zmq_secure_")
			.doesNotContain("messages_messages", "bytes_bytes", "seconds_seconds", "total_total"));
		assertThat(lines).filteredOn((line) -> SAMPLE.matcher(line).matches())
			.isNotEmpty()
			.allSatisfy((line) -> assertThat(line).doesNotContain("messaging", "peer_service", "destination"));
		assertThat(lines.stream().filter((line) -> line.startsWith("zmq_secure_listener_handle_seconds_count")))
			.singleElement()
			.asString()
			.contains("socket=\"orders\"", "listener=\"desk\"", "error=\"none\"");
		assertThat(output.getAll().lines().filter((line) -> line.matches(".* (ERROR|WARN) .*"))).isEmpty();
		assertThat(output.getAll().lines().filter((line) -> line.contains("ryptograph"))).hasSizeLessThanOrEqualTo(1);
	}

	/** A moment after the reply. */
	private static boolean tellsOfTheListener(List<String> lines) {
		return lines.stream().anyMatch((line) -> line.startsWith("zmq_secure_listener_handle_seconds_count"));
	}

	private static List<String> scrape(ConfigurableApplicationContext context)
			throws IOException, InterruptedException {
		String port = context.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
			.header("Accept", "text/plain")
			.build();
		HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body().lines().toList();
	}

	private static ConfigurableApplicationContext run(boolean observed) {
		int port = Ports.free();
		return new SpringApplicationBuilder(OrderDesk.class)
			.properties("zmq.secure.template.request-timeout=60s", "server.port=0", "server.address=127.0.0.1",
					"management.endpoints.web.exposure.include=prometheus",
					"zmq.secure.template.observation-enabled=" + observed,
					"zmq.secure.listener.observation-enabled=" + observed, "zmq.secure.keys.desk.ephemeral=true",
					"zmq.secure.keys.gateway.ephemeral=true", "zmq.secure.sockets.orders.type=router",
					"zmq.secure.sockets.orders.bind=tcp://127.0.0.1:" + port, "zmq.secure.sockets.orders.key=desk",
					"zmq.secure.sockets.orders.clients=gateway", "zmq.secure.sockets.client.type=dealer",
					"zmq.secure.sockets.client.connect=tcp://127.0.0.1:" + port,
					"zmq.secure.sockets.client.key=gateway", "zmq.secure.sockets.client.server=desk")
			.run();
	}

}
