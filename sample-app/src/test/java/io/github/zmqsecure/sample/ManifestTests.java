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
import java.util.stream.Stream;

import com.google.gson.Gson;
import com.jayway.jsonpath.JsonPath;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Service;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for the manifests for Kubernetes and the Compose file: by the schemas of both,
 * and whether their names go together.
 */
class ManifestTests {

	static final Path KUBERNETES = Path.of("kubernetes");

	static final Path COMPOSE = Path.of("compose.yaml");

	@Test
	void manifestsAreWhatKubernetesKnows() throws IOException {
		List<Object> kinds = new ArrayList<>();
		for (Map<String, Object> document : documents()) {
			check(new Gson().toJson(document));
			kinds.add(document.get("kind"));
		}
		assertThat(kinds).containsExactly("Service", "Deployment", "Service", "Deployment", "NetworkPolicy",
				"NetworkPolicy");
	}

	@Test
	void theSchemaOfKubernetesRefusesWhatItDoesNotKnow() throws IOException {
		String deployment = new Gson().toJson(documents().get(1));
		check(deployment);
		for (String known : List.of("imagePullPolicy", "startupProbe", "readOnlyRootFilesystem", "secretName",
				"matchLabels", "containerPort", "defaultMode")) {
			assertThat(deployment).contains("\"" + known + "\"");
			assertThatThrownBy(() -> check(deployment.replace("\"" + known + "\"", "\"" + known + "x\""))).as(known)
				.hasMessageContaining(known);
		}
	}

	@Test
	void namesOfManifestsGoTogether() throws IOException {
		Map<String, Object> kustomization = load(KUBERNETES.resolve("kustomization.yaml"));
		assertThat(kustomization).containsOnlyKeys("apiVersion", "kind", "resources", "generatorOptions",
				"secretGenerator", "configMapGenerator");
		assertThat((List<?>) kustomization.get("resources")).isNotEmpty()
			.allSatisfy((resource) -> assertThat(KUBERNETES.resolve(String.valueOf(resource))).exists());
		List<String> secrets = JsonPath.read(kustomization, "$.secretGenerator[*].name");
		List<String> configMaps = JsonPath.read(kustomization, "$.configMapGenerator[*].name");
		List<String> files = new ArrayList<>(
				JsonPath.<List<String>>read(kustomization, "$.secretGenerator[*].files[*]"));
		assertThat(files)
			.containsExactlyElementsOf(secrets.stream().map((name) -> "keys/" + name + ".key_secret").toList());
		List<String> mounted = new ArrayList<>();
		for (Map<String, Object> deployment : documents("Deployment")) {
			String name = JsonPath.read(deployment, "$.metadata.name");
			Map<String, String> labels = JsonPath.read(deployment, "$.spec.template.metadata.labels");
			assertThat(JsonPath.<Object>read(deployment, "$.spec.selector.matchLabels")).isEqualTo(labels);
			Map<String, Object> service = named("Service", name);
			assertThat(JsonPath.<Object>read(service, "$.spec.selector")).isEqualTo(labels);
			List<String> ports = JsonPath.read(deployment, "$..ports[*].name");
			assertThat(ports).containsAll(JsonPath.<List<String>>read(service, "$.spec.ports[*].targetPort"));
			assertThat(ports).contains("http")
				.containsAll(
						JsonPath.<List<String>>read(named("NetworkPolicy", name), "$.spec.ingress[*].ports[*].port"));
			assertThat(JsonPath.<List<String>>read(deployment, "$..httpGet.port")).hasSize(3).containsOnly("http");
			assertThat(JsonPath.<List<String>>read(deployment, "$..volumeMounts[*].name"))
				.isEqualTo(JsonPath.<List<String>>read(deployment, "$..volumes[*].name"));
			mounted.addAll(JsonPath.<List<String>>read(deployment, "$..secretName"));
			mounted.addAll(JsonPath.<List<String>>read(deployment, "$..configMap.name"));
		}
		assertThat(mounted)
			.containsExactlyInAnyOrderElementsOf(Stream.concat(secrets.stream(), configMaps.stream()).toList());
		assertThat(JsonPath.<String>read(named("Service", "orders-service"), "$.spec.clusterIP")).isEqualTo("None");
	}

	@Test
	void composeFileIsWhatItsSpecificationKnows() throws IOException {
		String compose = Files.readString(COMPOSE);
		assertThat(checkCompose(compose)).isEmpty();
		assertThat(checkCompose(compose.replace("read_only", "readonly"))).isNotEmpty();
		assertThat(checkCompose(compose.replace("target:", "path:"))).isNotEmpty();
	}

	@Test
	void namesOfTheComposeFileGoTogether() throws IOException {
		Map<String, Object> compose = load(COMPOSE);
		List<String> secrets = JsonPath.read(compose, "$.services[*].secrets[*]");
		assertThat(JsonPath.<Map<String, ?>>read(compose, "$.secrets")).containsOnlyKeys(secrets);
		assertThat(JsonPath.<List<String>>read(compose, "$.secrets[*].file"))
			.containsExactlyElementsOf(secrets.stream().map((each) -> "keys/" + each).toList());
		List<String> configs = JsonPath.read(compose, "$.services[*].configs[*].source");
		assertThat(JsonPath.<Map<String, ?>>read(compose, "$.configs")).containsOnlyKeys(configs);
		assertThat(JsonPath.<List<String>>read(compose, "$.services[*].configs[*].target"))
			.containsExactlyElementsOf(configs.stream().map((each) -> "/etc/zmq/peers/" + each).toList());
	}

	static List<Map<String, Object>> documents() throws IOException {
		List<Map<String, Object>> documents = new ArrayList<>();
		for (String file : List.of("orders-service.yaml", "gateway.yaml", "network-policies.yaml")) {
			new Yaml().loadAll(Files.readString(KUBERNETES.resolve(file)))
				.forEach((document) -> documents.add(checked(document)));
		}
		return documents;
	}

	static Map<String, Object> named(String kind, String name) throws IOException {
		return documents(kind).stream()
			.filter((each) -> JsonPath.<String>read(each, "$.metadata.name").equals(name))
			.findFirst()
			.orElseThrow();
	}

	static Map<String, Object> load(Path file) throws IOException {
		return checked(new Yaml().load(Files.readString(file)));
	}

	private static List<Map<String, Object>> documents(String kind) throws IOException {
		return documents().stream().filter((each) -> kind.equals(each.get("kind"))).toList();
	}

	private static Map<String, Object> checked(Object document) {
		Map<String, Object> copy = new LinkedHashMap<>();
		((Map<?, ?>) document).forEach((key, value) -> copy.put((String) key, value));
		return copy;
	}

	private static Object check(String json) throws IOException {
		String kind = JsonPath.read(json, "$.kind");
		return switch (kind) {
			case "Deployment" -> V1Deployment.fromJson(json);
			case "Service" -> V1Service.fromJson(json);
			case "NetworkPolicy" -> V1NetworkPolicy.fromJson(json);
			default -> throw new IllegalStateException("Unexpected kind " + kind);
		};
	}

	/**
	 * By the schema of https://github.com/compose-spec/compose-spec, which is under the
	 * Apache License 2.0. Its id is no URI that could be resolved.
	 */
	private static List<Error> checkCompose(String yaml) throws IOException {
		String schema = Files.readString(Path.of("src/test/resources/compose-spec.json"))
			.replace("\"$id\": \"compose_spec.json\",", "");
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
			.getSchema(schema)
			.validate(yaml, InputFormat.YAML);
	}

}
