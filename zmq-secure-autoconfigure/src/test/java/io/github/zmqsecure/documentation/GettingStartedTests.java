// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.documentation;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;

import io.github.zmqsecure.ZmqHeaders;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.support.DocumentationPage;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.PythonPeer;
import io.github.zmqsecure.template.ZmqOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import org.zeromq.ZCert;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/getting-started.md} works as it stands there: the commands make
 * the keys, and both applications run with the files.
 */
class GettingStartedTests {

	private static final Path SOURCE = Path.of("src/test/java",
			GettingStartedTests.class.getName().replace('.', '/') + ".java");

	private final DocumentationPage page = DocumentationPage.of("docs/getting-started.md");

	private final int port = Ports.free();

	@TempDir
	private Path directory;

	@Test
	void theTwoServicesTalkWithKeysOfPyzmq() throws Exception {
		PythonPeer.assumeAvailable();
		run("shell: orders");
		run("shell: gateway");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("orders.key_secret"))))
			.isEqualTo("rw-------");
		exchange();
	}

	@Test
	void theTwoServicesTalkWithKeysOfJava() throws Exception {
		ZCert pair = new ZCert();
		pair.setMeta("name", "orders");
		pair.saveSecret(file("orders.key_secret").toString());
		pair.savePublic(file("orders.key").toString());
		ZCert gateway = new ZCert();
		gateway.saveSecret(file("gateway.key_secret").toString());
		gateway.savePublic(file("gateway.key").toString());
		exchange();
	}

	@Test
	void everyJavaExampleStandsHere() throws IOException {
		List<String> code = DocumentationPage
			.tokens(Files.readString(SOURCE).replaceAll("file\\((\"[\\w.]+\")\\).toString\\(\\)", "$1"));
		assertThat(this.page.examples("java")).hasSize(3)
			.allSatisfy((example) -> assertThat(code).containsSequence(DocumentationPage.tokens(example)));
	}

	@Test
	@SuppressWarnings("unchecked")
	void theManifestFitsTogether() {
		List<Map<String, Object>> documents = StreamSupport
			.stream(new Yaml().loadAll(this.page.marked("file: kubernetes/orders.yml")).spliterator(), false)
			.map((document) -> (Map<String, Object>) document)
			.toList();
		assertThat(documents).extracting("kind").containsExactly("Service", "Deployment");
		String spec = "spec.template.spec.";
		Map<String, Object> service = documents.get(0);
		Map<String, Object> deployment = documents.get(1);
		assertThat(at(service, "spec.clusterIP")).isEqualTo("None");
		assertThat(at(service, "spec.selector")).isEqualTo(at(deployment, "spec.selector.matchLabels"))
			.isEqualTo(at(deployment, "spec.template.metadata.labels"));
		Map<String, Object> container = ((List<Map<String, Object>>) at(deployment, spec + "containers")).get(0);
		assertThat((List<?>) container.get("ports")).extracting("containerPort").containsExactly(5555, 8080);
		assertThat((List<?>) at(service, "spec.ports")).extracting("port").containsExactly(5555);
		assertThat((List<?>) container.get("volumeMounts")).extracting("name")
			.containsExactlyElementsOf(((List<Map<String, Object>>) at(deployment, spec + "volumes")).stream()
				.map((it) -> it.get("name"))
				.toList());
		assertThat((List<?>) container.get("volumeMounts")).extracting("mountPath")
			.contains("/run/secrets/zmq", "/etc/zmq/peers", "/config");
		assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe"))
			.allSatisfy((probe) -> assertThat(at(container, probe + ".httpGet.path").toString())
				.startsWith("/actuator/health/"));
		assertThat(this.page.text()).contains("secret generic orders-key", "configmap orders-peers",
				"configmap orders-config");
	}

	@SuppressWarnings("unchecked")
	private static Object at(Map<String, Object> document, String path) {
		Object value = document;
		for (String name : path.split("\\.", -1)) {
			value = ((Map<String, Object>) value).get(name);
			assertThat(value).as(path).isNotNull();
		}
		return value;
	}

	private void exchange() throws Exception {
		mountAsKubernetesDoes();
		try (ConfigurableApplicationContext orders = start("orders/application.yml", OrdersApplication.class, true,
				Map.of());
				ConfigurableApplicationContext gateway = start("gateway/application.yml", GatewayApplication.class,
						false, environment())) {
			assertThat(gateway.getBean(OrderGateway.class).order(new Order("EUR", 3)))
				.isEqualTo(new Receipt("EUR", 3, "gateway"));
			RestClient http = RestClient
				.create("http://127.0.0.1:" + orders.getEnvironment().getProperty("local.server.port"));
			assertThat(List.of("", "/liveness", "/readiness")).allSatisfy(
					(group) -> assertThat(http.get().uri("/actuator/health" + group).retrieve().body(String.class))
						.contains("\"status\":\"UP\""));
			assertThat(http.get().uri("/actuator/health/readiness").retrieve().body(String.class)).contains("\"zmq\"");
		}
	}

	/** As links to a directory that is a link. */
	private void mountAsKubernetesDoes() throws IOException {
		Path peers = Files.createDirectories(this.directory.resolve("peers"));
		Path data = Files.createDirectories(peers.resolve("..2026"));
		Files.move(file("gateway.key"), data.resolve("gateway.key"));
		Files.createSymbolicLink(peers.resolve("..data"), Path.of("..2026"));
		Files.createSymbolicLink(peers.resolve("gateway.key"), Path.of("..data/gateway.key"));
	}

	private ConfigurableApplicationContext start(String file, Class<?> application, boolean web,
			Map<String, Object> variables) {
		String yaml = here(this.page.marked("file: " + file));
		return new SpringApplicationBuilder(application).web(web ? WebApplicationType.SERVLET : WebApplicationType.NONE)
			.initializers((context) -> {
				var sources = context.getEnvironment().getPropertySources();
				sources.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								variables));
				sources.addFirst(new MapPropertySource("test", Map.of("server.port", "0", "server.address", "127.0.0.1",
						"spring.application.admin.enabled", "false", "zmq.secure.template.request-timeout", "60s")));
				try {
					new YamlPropertySourceLoader()
						.load(file, new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
						.forEach(sources::addLast);
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			})
			.run();
	}

	private Map<String, Object> environment() throws IOException {
		Properties properties = new Properties();
		properties.load(new StringReader(here(this.page.marked("file: gateway.env"))));
		Map<String, Object> environment = new HashMap<>();
		properties.forEach((name, value) -> environment.put((String) name, value));
		return environment;
	}

	/**
	 * With the port, the directories and the addresses of this test; the port first, as
	 * the directories may have its digits.
	 */
	private String here(String text) {
		return text.replace("5555", String.valueOf(this.port))
			.replace("/run/secrets/zmq", this.directory.toString())
			.replace("/etc/zmq", this.directory.toString())
			.replace("orders.example.com", "127.0.0.1")
			.replace("0.0.0.0", "127.0.0.1");
	}

	private Path file(String name) {
		return this.directory.resolve(name);
	}

	private void run(String mark) throws Exception {
		ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", this.page.marked(mark))
			.directory(this.directory.toFile())
			.inheritIO();
		builder.environment().put("PATH", "/usr/bin:/bin");
		assertThat(builder.start().waitFor()).isZero();
	}

	record Order(String symbol, int amount) {

	}

	record Receipt(String symbol, int amount, String client) {

	}

	@Component
	static class OrderDesk {

		@ZmqListener(socket = "orders")
		Receipt handle(Order order, @Header(ZmqHeaders.PEER) String client) {
			return new Receipt(order.symbol(), order.amount(), client);
		}

	}

	@Service
	static class OrderGateway {

		private final ZmqOperations zmq;

		OrderGateway(ZmqOperations zmq) {
			this.zmq = zmq;
		}

		Receipt order(Order order) {
			return this.zmq.sendAndReceive("orders-client", order, Receipt.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(OrderDesk.class)
	static class OrdersApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(OrderGateway.class)
	static class GatewayApplication {

	}

}
