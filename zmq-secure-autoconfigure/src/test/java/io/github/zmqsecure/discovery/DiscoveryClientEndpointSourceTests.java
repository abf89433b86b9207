// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.discovery;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.support.NameService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.simple.InstanceProperties;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClient;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DiscoveryClientEndpointSource}.
 */
class DiscoveryClientEndpointSourceTests {

	private final List<InstanceProperties> instances = new ArrayList<>();

	private final NameService names = new NameService();

	private final DiscoveryClientEndpointSource source = source();

	@AfterEach
	void close() {
		this.names.close();
	}

	@Test
	void takesThePortFromTheMetadata() throws Exception {
		add("http://10.0.0.1:8080", "5555");
		add("http://[fd00::1]:8080", "5556");
		assertThat(this.source.resolve("discovery://Orders")).containsExactlyInAnyOrder("tcp://10.0.0.1:5555",
				"tcp://[fd00::1]:5556");
	}

	@Test
	void leavesOutWhatCannotBeUsed() throws Exception {
		add("http://10.0.0.1:8080", null);
		add("http://10.0.0.2:8080", "many");
		add("http://10.0.0.3:8080", "0");
		add("http://10.0.0.4:8080", "*");
		add("http://10.0.0.5:8080", "65536");
		add("http://10.0.0.6:8080", "5555");
		assertThat(this.source.resolve("discovery://Orders")).containsExactly("tcp://10.0.0.6:5555");
	}

	@Test
	void leavesOutInstancesThatFail() throws Exception {
		ServiceInstance failing = new DefaultServiceInstance("1", "Orders", "10.0.0.1", 8080, false) {

			@Override
			public Map<String, String> getMetadata() {
				throw new LinkageError("injected by the test");
			}

		};
		ServiceInstance good = new DefaultServiceInstance("2", "Orders", "10.0.0.2", 8080, false,
				Map.of(DiscoveryClientEndpointSource.PORT, "5555"));
		List<ServiceInstance> answer = Arrays.asList(failing, null, good);
		DiscoveryClientEndpointSource failingSource = new DiscoveryClientEndpointSource(of(answer), this.names);
		assertThat(failingSource.resolve("discovery://Orders")).containsExactly("tcp://10.0.0.2:5555");
	}

	@Test
	void saysWhyNoInstanceCanBeUsed() {
		add("http://10.0.0.1:8080", null);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.source.resolve("discovery://Orders"))
			.withMessage("of 1 instances none can be used; an instance of Orders is left out: its metadata has no "
					+ "'zmq-port', the port of its ZeroMQ socket; have it registered with that, since its own port "
					+ "(8080) is that of a web server");
	}

	@Test
	void knowsNothingOfAServiceWithoutInstances() throws Exception {
		assertThat(this.source.resolve("discovery://orders")).isEmpty();
		assertThat(this.source.resolve("discovery://Orders")).isEmpty();
	}

	@Test
	void leavesNamesToTheOtherSource() throws Exception {
		this.names.answer("tcp://10.0.0.1:5555", "tcp://10.0.0.2:5555");
		add("http://orders-1.test:8080", "5555");
		assertThat(this.source.resolve("discovery://Orders")).containsExactlyInAnyOrder("tcp://10.0.0.1:5555",
				"tcp://10.0.0.2:5555");
		assertThat(this.source.resolve("tcp://orders.test:5555")).containsExactly("tcp://10.0.0.1:5555",
				"tcp://10.0.0.2:5555");
	}

	@Test
	void spreadsApplicationsOverTheInstances() throws Exception {
		add("http://10.0.0.1:8080", "5555");
		add("http://10.0.0.2:8080", "5555");
		Set<String> preferred = new HashSet<>();
		for (int i = 0; i < 64; i++) {
			DiscoveryClientEndpointSource each = source();
			List<String> first = each.resolve("discovery://Orders");
			assertThat(each.resolve("discovery://Orders")).isEqualTo(first);
			preferred.add(first.get(0));
		}
		assertThat(preferred).hasSize(2);
	}

	private static DiscoveryClient of(List<ServiceInstance> instances) {
		return new DiscoveryClient() {

			@Override
			public String description() {
				return "test";
			}

			@Override
			public List<ServiceInstance> getInstances(String service) {
				return instances;
			}

			@Override
			public List<String> getServices() {
				return List.of("Orders");
			}

		};
	}

	private DiscoveryClientEndpointSource source() {
		SimpleDiscoveryProperties properties = new SimpleDiscoveryProperties();
		properties.setInstances(Map.of("Orders", this.instances));
		return new DiscoveryClientEndpointSource(new SimpleDiscoveryClient(properties), this.names);
	}

	private void add(String uri, String port) {
		InstanceProperties instance = new InstanceProperties();
		instance.setServiceId("Orders");
		instance.setUri(URI.create(uri));
		if (port != null) {
			instance.getMetadata().put(DiscoveryClientEndpointSource.PORT, port);
		}
		this.instances.add(instance);
	}

}
