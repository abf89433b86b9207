// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import io.github.zmqsecure.support.Ports;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for proxies over HTTP.
 */
class ZmqProxiesEndpointTests {

	private static final String JSON = "application/json";

	@Test
	void showsPausesAndResumesProxies() {
		EndpointClient.run("zmqproxies", (endpoint) -> {
			assertThat(endpoint.get("").at("/feed/state").asString()).isEqualTo("RUNNING");
			assertThat(endpoint.get("/feed").at("/frontend").asString()).isEqualTo("feed-in");
			assertThat(endpoint.get("/feed").at("/forwarded").asInt()).isZero();
			assertThat(endpoint.exchange(HttpMethod.GET, "/food").status()).isEqualTo(404);
			assertThat(pause(endpoint, "/feed", true).body().at("/state").asString()).isEqualTo("PAUSED");
			assertThat(endpoint.get("/feed").at("/state").asString()).isEqualTo("PAUSED");
			assertThat(pause(endpoint, "/feed", false).body().at("/state").asString()).isEqualTo("RUNNING");
			assertThat(pause(endpoint, "/food", true).status()).isEqualTo(404);
			assertThat(endpoint.exchange(HttpMethod.POST, "/feed", "text/plain", "paused=true").status())
				.isEqualTo(415);
			assertThat(endpoint.exchange(HttpMethod.POST, "/feed;x=y", JSON, "{\"paused\":true}").status())
				.isEqualTo(400);
			assertThat(endpoint.get("/feed").at("/state").asString()).isEqualTo("RUNNING");
		}, properties("management.endpoint.zmqproxies.access=unrestricted"));
	}

	@Test
	void isReadOnlyAsShipped() {
		EndpointClient.run("zmqproxies", (endpoint) -> {
			assertThat(pause(endpoint, "/feed", true).status()).isEqualTo(405);
			assertThat(endpoint.get("/feed").at("/state").asString()).isEqualTo("RUNNING");
		}, properties(""));
	}

	private static EndpointClient.Answer pause(EndpointClient endpoint, String path, boolean paused) {
		return endpoint.exchange(HttpMethod.POST, path, JSON, "{\"paused\":" + paused + "}");
	}

	private static String[] properties(String own) {
		return new String[] { own, "zmq.secure.keys.own.ephemeral=true", "zmq.secure.sockets.feed-in.type=pull",
				"zmq.secure.sockets.feed-in.bind=tcp://127.0.0.1:" + Ports.free(), "zmq.secure.sockets.feed-in.key=own",
				"zmq.secure.sockets.feed-in.clients=own", "zmq.secure.sockets.feed-out.type=push",
				"zmq.secure.sockets.feed-out.bind=tcp://127.0.0.1:" + Ports.free(),
				"zmq.secure.sockets.feed-out.key=own", "zmq.secure.sockets.feed-out.clients=own",
				"zmq.secure.proxies.feed.frontend=feed-in", "zmq.secure.proxies.feed.backend=feed-out" };
	}

}
