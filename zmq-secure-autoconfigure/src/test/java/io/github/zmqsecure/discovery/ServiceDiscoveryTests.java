// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.discovery;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import io.github.zmqsecure.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.endpoint.EndpointSource;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.support.ZmqHealth;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.cloud.client.discovery.simple.InstanceProperties;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryProperties;
import org.springframework.cloud.commons.util.UtilAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for sockets that connect to the instances of a service.
 */
class ServiceDiscoveryTests {

	private static final String SERVICE = "discovery://orders-service";

	private static final String NEVER = "zmq.secure.resolve.refresh=1h";

	private final Pair pair = new Pair("pull", "push").client("connect=" + SERVICE);

	@Test
	void connectsToAnInstanceThatThePropertiesOfSpringCloudName() {
		server("127.0.0.1",
				(server) -> client()
					.withPropertyValues(
							"spring.cloud.discovery.client.simple.instances.orders-service[0].uri=http://127.0.0.1:1",
							"spring.cloud.discovery.client.simple.instances.orders-service[0].metadata.zmq-port="
									+ this.pair.port())
					.run((context) -> {
						assertThat(context).hasNotFailed();
						ManagedSocket client = TestSockets.socket(context, "client");
						client.send("found");
						await().until(() -> server.received().contains("found"));
						assertThat(client.getEndpoints().getConnected()).containsExactly(SERVICE);
						assertThat(client.getEndpoints().getEstablished()).containsExactly(SERVICE);
						assertThat(ZmqHealth.of(context).getStatus()).isEqualTo(Status.UP);
					}));
	}

	@Test
	void waitsForAnInstanceThatIsRegisteredLater() {
		server("127.0.0.1", (server) -> client().run((context) -> {
			ManagedSocket client = TestSockets.socket(context, "client");
			client.send("early");
			await().until(() -> "stands for no address at this moment"
				.equals(client.getEndpoints().getUnresolved().get(SERVICE)));
			assertThat(ZmqHealth.of(context).getStatus()).isEqualTo(Status.UP);
			register(context, null, "127.0.0.1");
			await().until(() -> server.received().contains("early"));
		}));
	}

	@Test
	void saysThatAnInstanceHasNoPort() {
		client()
			.withPropertyValues(
					"spring.cloud.discovery.client.simple.instances.orders-service[0].uri=http://127.0.0.1:8080")
			.run((context) -> await()
				.until(() -> ZmqHealth.of(context).getDetails().toString().contains("its metadata has no 'zmq-port'")));
	}

	@Test
	void followsInstancesByHeartbeatEvents() {
		server("127.0.0.1",
				(first) -> server("127.0.0.2",
						(second) -> client().withPropertyValues("zmq.secure.sockets.client.resolve=all", NEVER)
							.run((context) -> {
								ManagedSocket client = TestSockets.socket(context, "client");
								register(context, 1, "127.0.0.1");
								await().until(() -> client.getConnections().getConnectionCount() == 1);
								register(context, 2, "127.0.0.1", "127.0.0.2");
								await().until(() -> client.getConnections().getConnectionCount() == 2);
								register(context, 3, "127.0.0.2");
								for (int i = 0; i < 20; i++) {
									client.send("message");
								}
								await().until(() -> first.received().size() == 10 && second.received().size() == 10);
								first.context().close();
								await().until(() -> client.getConnections().getConnectionCount() == 1);
								// The socket may give one more to the connection that has
								// just ended.
								await().until(() -> {
									client.send("last");
									return second.received().contains("last");
								});
							})));
	}

	@Test
	void losesNothingWhenTheInstanceMovesAndFollowsItOnceTheConnectionIsGone() {
		server("127.0.0.1",
				(former) -> server("127.0.0.2", (next) -> client().withPropertyValues(NEVER).run((context) -> {
					ManagedSocket client = TestSockets.socket(context, "client");
					register(context, 1, "127.0.0.1");
					await().until(() -> client.getConnections().isConnected());
					for (int i = 0; i < 2000; i++) {
						if (i % 100 == 0) {
							register(context, i, "127.0.0.2");
						}
						client.send("message");
					}
					await().until(() -> former.received().size() == 2000);
					assertThat(next.received()).isEmpty();
					former.context().close();
					await().until(() -> next.connections() == 1);
					client.send("moved");
					await().until(() -> next.received().contains("moved"));
					assertThat(former.received().size() + next.received().size()).isEqualTo(2001);
				})));
	}

	@Test
	void keepsEachAddressWithinTheAllowList() {
		server("127.0.0.1",
				(denied) -> server("127.0.0.2",
						(server) -> client()
							.withPropertyValues("zmq.secure.connect-allowlist=tcp://127.0.0.2:*,tcp://orders-service:*",
									"zmq.secure.resolve.refresh=300ms")
							.run((context) -> {
								register(context, null, "127.0.0.1");
								await().until(() -> ZmqHealth.of(context).getStatus().equals(Status.DOWN));
								assertThat(ZmqHealth.of(context).getDetails().toString()).contains("'" + SERVICE
										+ "' may not be connected to: it stands for 127.0.0.1, which is not in");
								register(context, null, "127.0.0.1", "127.0.0.2");
								TestSockets.socket(context, "client").send("allowed");
								await().until(() -> server.received().contains("allowed"));
								assertThat(denied.connections()).isZero();
							})));
	}

	@Test
	void refusesToStartWithoutSpringCloud() {
		this.pair.clientRunner()
			.withClassLoader(new FilteredClassLoader(DiscoveryClient.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("zmq.secure.sockets.client.connect")
				.hasMessageContaining(SERVICE)
				.hasMessageContaining("not on the class path")
				.hasMessageContaining("spring-cloud-starter-netflix-eureka-client"));
	}

	@Test
	void startsWithoutSpringCloudWhereNothingIsDiscovered() {
		this.pair.client("connect=tcp://127.0.0.1:" + this.pair.port())
			.clientRunner()
			.withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void refusesToStartWithoutADiscoveryClient() {
		this.pair.clientRunner()
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("zmq.secure.sockets.client.connect")
				.hasMessageContaining("no DiscoveryClient")
				.hasMessageContaining("spring-cloud-starter-netflix-eureka-client"));
	}

	@Test
	void backsOffForAnEndpointSourceOfTheUser() {
		EndpointSource source = (endpoint) -> List
			.of((endpoint.equals(SERVICE)) ? "tcp://127.0.0.1:" + this.pair.port() : "tcp://127.0.0.9:1");
		server("127.0.0.1",
				(server) -> this.pair.clientRunner()
					.withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
					.withBean(EndpointSource.class, () -> source)
					.run((context) -> {
						TestSockets.socket(context, "client").send("asked");
						await().until(() -> server.received().contains("asked"));
					}));
	}

	@Test
	void neverSendsInPlaintextUnlessThatIsAllowed() {
		client()
			.withPropertyValues("zmq.secure.sockets.client.mechanism=null", "zmq.secure.sockets.client.key=",
					"zmq.secure.sockets.client.server=")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("inproc://*"));
	}

	private ApplicationContextRunner client() {
		return this.pair.clientRunner()
			.withConfiguration(AutoConfigurations.of(ZmqHealthContributorAutoConfiguration.class,
					CommonsClientAutoConfiguration.class, UtilAutoConfiguration.class,
					SimpleDiscoveryClientAutoConfiguration.class, CompositeDiscoveryClientAutoConfiguration.class));
	}

	private void server(String address, Consumer<Server> test) {
		this.pair.serverRunner()
			.withPropertyValues("zmq.secure.sockets.server.bind=tcp://" + address + ":" + this.pair.port(),
					"zmq.secure.bind-allowlist=tcp://127.0.0.0/8:*")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Server server = new Server(context.getSourceApplicationContext(), new ConcurrentLinkedQueue<>());
				TestSockets.socket(context, "server").setHandler((message) -> server.received().add(message.text(-1)));
				test.accept(server);
			});
	}

	/**
	 * Let the service have instances.
	 * @param heartbeat the state of the registry, if it tells of the change
	 */
	private void register(ApplicationContext context, Integer heartbeat, String... addresses) {
		List<InstanceProperties> instances = Arrays.stream(addresses).map((address) -> {
			InstanceProperties instance = new InstanceProperties();
			instance.setServiceId("orders-service");
			instance.setUri(URI.create("http://" + address + ":1"));
			instance.getMetadata().put("zmq-port", String.valueOf(this.pair.port()));
			return instance;
		}).toList();
		context.getBean(SimpleDiscoveryProperties.class).setInstances(Map.of("orders-service", instances));
		if (heartbeat != null) {
			context.publishEvent(new HeartbeatEvent(this, heartbeat));
		}
	}

	/**
	 * An instance of the service.
	 *
	 * @param context its application
	 * @param received what it received
	 */
	private record Server(ConfigurableApplicationContext context, Queue<String> received) {

		int connections() {
			return TestSockets.socket(this.context, "server").getConnections().getConnectionCount();
		}

	}

}
