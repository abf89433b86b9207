// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClient;

/**
 * Uses the sample as its page does.
 */
class SampleClient {

	private final RestClient http;

	SampleClient(int port) {
		this.http = RestClient.builder()
			.baseUrl("http://127.0.0.1:" + port)
			.defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
			})
			.build();
	}

	static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(90)).ignoreExceptions();
	}

	String get(String path) {
		return this.http.get().uri(path).retrieve().body(String.class);
	}

	int status(String path) {
		return this.http.get().uri(path).retrieve().toBodilessEntity().getStatusCode().value();
	}

	int post(String path) {
		return this.http.post().uri(path).retrieve().toBodilessEntity().getStatusCode().value();
	}

	DocumentContext postForJson(String path) {
		return JsonPath.parse(this.http.post().uri(path).retrieve().body(String.class));
	}

	DocumentContext getJson(String path) {
		return JsonPath.parse(get(path));
	}

	DocumentContext state() {
		return getJson("/api/state");
	}

	DocumentContext health() {
		return getJson("/actuator/health/zmq");
	}

	Map<String, Integer> failures() {
		return getJson("/actuator/zmq/orders").read("$.handshakes.failures");
	}

	double metric(String name, String... tags) {
		String query = (tags.length > 0) ? "?tag=" + String.join("&tag=", tags) : "";
		DocumentContext metric = getJson("/actuator/metrics/zmq.secure." + name + query);
		return metric.<Number>read("$.measurements[0].value").doubleValue();
	}

	int number(String path) {
		return state().<Number>read(path).intValue();
	}

	/**
	 * Wait until the sockets have a connection each.
	 */
	SampleClient awaitConnected(String... sockets) {
		await().until(() -> {
			DocumentContext health = health();
			return Stream.of(sockets)
				.allMatch((socket) -> health.<Integer>read("$.components." + socket + ".details.connections") == 1);
		});
		return this;
	}

}
