// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs both sides as the manifests for Kubernetes and the Compose file have them run, but
 * for the containers: with their variables, and with the files that they mount.
 */
class ManifestRunTests {

	private final List<Process> processes = new ArrayList<>();

	private final String ordersPort = String.valueOf(Ports.free());

	private final String pricesPort = String.valueOf(Ports.free());

	@TempDir
	private Path directory;

	@AfterEach
	void stop() throws InterruptedException {
		this.processes.forEach(Process::destroy);
		for (Process process : this.processes) {
			if (!process.waitFor(30, TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
		}
	}

	@Test
	@Tag("long")
	void bothSidesRunAsKubernetesRunsThem() throws Exception {
		Path keys = makeKeys();
		Map<String, Object> kustomization = ManifestTests.load(ManifestTests.KUBERNETES.resolve("kustomization.yaml"));
		Map<String, SampleClient> sides = new LinkedHashMap<>();
		for (String side : List.of("orders-service", "gateway")) {
			Map<String, Object> deployment = ManifestTests.named("Deployment", side);
			Map<String, String> mounts = new LinkedHashMap<>();
			mount(keys, side, "/run/secrets/zmq", files(kustomization, "secretGenerator", deployment, "$..secretName"),
					mounts);
			mount(keys, side, "/etc/zmq/peers",
					files(kustomization, "configMapGenerator", deployment, "$..configMap.name"), mounts);
			Map<String, String> variables = new LinkedHashMap<>();
			JsonPath.<List<Map<String, String>>>read(deployment, "$..env[*]")
				.forEach((each) -> variables.put(each.get("name"), each.get("value")));
			sides.put(side, start(side, variables, mounts));
		}
		exchange(sides);
		for (String side : sides.keySet()) {
			for (String path : JsonPath.<List<String>>read(ManifestTests.named("Deployment", side),
					"$..httpGet.path")) {
				SampleClient.await().until(() -> sides.get(side).status(path) == 200);
			}
			assertThat(sides.get(side).get("/actuator/health/readiness")).contains("\"zmq\"");
		}
	}

	@Test
	@Tag("long")
	void bothSidesRunAsComposeRunsThem() throws Exception {
		Path keys = makeKeys();
		Map<String, Object> compose = ManifestTests.load(ManifestTests.COMPOSE);
		Map<String, SampleClient> sides = new LinkedHashMap<>();
		for (String side : List.of("orders-service", "gateway")) {
			Map<String, String> mounts = new LinkedHashMap<>();
			String service = "$.services." + side;
			mount(keys, side, "/run/secrets", JsonPath.read(compose, service + ".secrets"), mounts);
			mount(keys, side, "/etc/zmq/peers", JsonPath.read(compose, service + ".configs[*].source"), mounts);
			sides.put(side, start(side, JsonPath.read(compose, service + ".environment"), mounts));
		}
		exchange(sides);
	}

	private static void exchange(Map<String, SampleClient> sides) {
		SampleClient gateway = sides.get("gateway");
		sides.get("orders-service").awaitConnected("orders", "prices");
		gateway.awaitConnected("orders-client", "prices-client");
		assertThat(gateway.post("/api/orders?count=10")).isEqualTo(200);
		SampleClient.await().until(() -> gateway.number("$.gateway.answered") == 10);
	}

	private Path makeKeys() throws IOException {
		Path keys = this.directory.resolve("keys");
		KeyFiles.make(keys, "orders-service", "gateway", "python");
		return keys;
	}

	/**
	 * Return the names of the files that a generator puts into what a deployment mounts.
	 */
	private static List<String> files(Map<String, Object> kustomization, String generator,
			Map<String, Object> deployment, String path) {
		List<String> names = JsonPath.read(deployment, path);
		List<String> files = JsonPath.read(kustomization,
				"$." + generator + "[?(@.name == '" + names.get(0) + "')].files[*]");
		return files.stream().map((file) -> file.substring("keys/".length())).toList();
	}

	private void mount(Path keys, String side, String place, List<String> files, Map<String, String> mounts)
			throws IOException {
		Path mounted = Files.createDirectories(this.directory.resolve(side + place));
		for (String file : files) {
			Files.copy(keys.resolve(file), mounted.resolve(file));
		}
		mounts.put(place, mounted.toString());
	}

	/**
	 * On loopback, at ports that nobody listens on, and with the directories that stand
	 * for what is mounted.
	 */
	private SampleClient start(String side, Map<String, String> variables, Map<String, String> mounts)
			throws IOException {
		int port = Ports.free();
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				SampleApplication.class.getName(), "--server.port=" + port, "--zmq.sample.order-every=1h",
				"--zmq.sample.price-every=100ms")
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve(side + ".log").toFile());
		variables.forEach((name, value) -> {
			String here = value.replace("0.0.0.0", "127.0.0.1")
				.replace("//orders-service:", "//127.0.0.1:")
				.replace("5555-5556", "*")
				.replace(":5555", ":" + this.ordersPort)
				.replace(":5556", ":" + this.pricesPort);
			for (Map.Entry<String, String> mount : mounts.entrySet()) {
				here = here.replace("file:" + mount.getKey(), "file:" + mount.getValue());
			}
			builder.environment().put(name, here);
		});
		this.processes.add(builder.start());
		return new SampleClient(port);
	}

}
