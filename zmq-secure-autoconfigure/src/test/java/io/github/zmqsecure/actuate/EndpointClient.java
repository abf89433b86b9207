// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/**
 * Calls an endpoint of an application over HTTP.
 */
final class EndpointClient {

	private final String address;

	private EndpointClient(Environment environment, String endpoint) {
		int port = environment.getProperty("local.management.port", Integer.class,
				environment.getRequiredProperty("local.server.port", Integer.class));
		String basePath = environment.getProperty("management.endpoints.web.base-path", "/actuator");
		this.address = "http://127.0.0.1:" + port + ((basePath.equals("/")) ? "" : basePath) + "/" + endpoint;
	}

	/**
	 * Run an application that exposes one endpoint.
	 * @param endpoint the endpoint
	 * @param test given what calls it
	 * @param properties the properties of the application; empty ones are left out
	 */
	static void run(String endpoint, Consumer<EndpointClient> test, String... properties) {
		String[] arguments = Stream
			.concat(Stream.of("server.port=0", "management.endpoints.web.exposure.include=" + endpoint),
					Stream.of(properties))
			.filter((each) -> !each.isEmpty())
			.map((each) -> "--" + each)
			.toArray(String[]::new);
		try (ConfigurableApplicationContext context = SpringApplication.run(Application.class, arguments)) {
			test.accept(new EndpointClient(context.getEnvironment(), endpoint));
		}
	}

	JsonNode get(String path) {
		return exchange(HttpMethod.GET, path).body();
	}

	Answer exchange(HttpMethod method, String path) {
		return exchange(RestClient.create().method(method).uri(uri(path)));
	}

	Answer exchange(HttpMethod method, String path, String type, String body) {
		return exchange(
				RestClient.create().method(method).uri(uri(path)).contentType(MediaType.valueOf(type)).body(body));
	}

	private URI uri(String path) {
		return URI.create(this.address + path.replace(" ", "%20"));
	}

	private static Answer exchange(RestClient.RequestHeadersSpec<?> specification) {
		return specification.exchange((request, response) -> {
			HttpStatusCode status = response.getStatusCode();
			String body = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
			return new Answer(status.value(), JsonMapper.shared().readTree((body.isEmpty()) ? "{}" : body));
		});
	}

	/**
	 * What came over HTTP.
	 *
	 * @param status the status
	 * @param body the body, empty if there was none
	 */
	record Answer(int status, JsonNode body) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
