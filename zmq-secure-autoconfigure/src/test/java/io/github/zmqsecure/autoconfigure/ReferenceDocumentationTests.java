// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.connection.DisconnectReason;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.support.DocumentationPage;
import io.github.zmqsecure.support.ModelSockets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/reference.md} says of each property what the metadata says, and
 * what is in force.
 */
class ReferenceDocumentationTests {

	private static final Path SOURCES = Path.of("src/main/java/io/github/zmqsecure/autoconfigure");

	private static final List<String> MAPS = List.of("zmq.secure.keys", "zmq.secure.peers", "zmq.secure.sockets",
			"zmq.secure.proxies");

	private final DocumentationPage page = DocumentationPage.of("docs/reference.md");

	@Test
	void describesEachPropertyAsItsMetadataDoes() throws Exception {
		List<String> rows = new ArrayList<>();
		for (Map<String, Object> property : ConfigurationMetadata.read("properties")) {
			String name = (String) Objects.requireNonNull(property.get("name"));
			if (!MAPS.contains(name)) {
				rows.add(row(name, property.get("defaultValue"), (String) property.get("description")));
			}
		}
		rows.addAll(entries("zmq.secure.keys.<name>.", new ZmqSecureProperties.Key(), "ZmqSecureProperties"));
		rows.addAll(entries("zmq.secure.peers.<name>.", new ZmqSecureProperties.Peer(), "ZmqSecureProperties"));
		rows.addAll(entries("zmq.secure.sockets.<name>.", new ZmqSocketProperties(), "ZmqSocketProperties"));
		rows.addAll(entries("zmq.secure.proxies.<name>.", new ZmqProxyProperties(), "ZmqProxyProperties"));
		assertThat(without(rows, this.page.rows("property"))).as("missing").isEmpty();
		assertThat(without(this.page.rows("property"), rows)).as("unlike the metadata").isEmpty();
	}

	@Test
	void namesEachReason() {
		assertThat(Arrays.stream(DropReason.values()).map(DropReason::tag)).allSatisfy(this::isNamed);
		assertThat(Arrays.stream(DisconnectReason.values()).filter(DisconnectReason::isCut).map(DisconnectReason::tag))
			.allSatisfy(this::isNamed);
		assertThat(Arrays.stream(FailureReason.values()).map(FailureReason::tag)).allSatisfy(this::isNamed);
	}

	@Test
	void namesBeansThatAreThere() {
		ModelSockets.pair("router", "dealer")
			.run((context) -> assertThat(this.page.names("bean")).hasSizeGreaterThan(8)
				.allSatisfy((name) -> assertThat(Arrays.stream(context.getBeanDefinitionNames()).map(context::getType))
					.as(name)
					.anyMatch((type) -> isNamed(type, name))));
	}

	private void isNamed(String reason) {
		assertThat(this.page.rows("tag")).anyMatch((row) -> row.contains("`" + reason + "`"));
	}

	private static List<String> without(List<String> rows, List<String> others) {
		return rows.stream().filter((row) -> !others.contains(row)).toList();
	}

	private static boolean isNamed(@Nullable Class<?> type, String name) {
		return type != null && (type.getSimpleName().equals(name) || isNamed(type.getSuperclass(), name)
				|| Arrays.stream(type.getInterfaces()).anyMatch((it) -> isNamed(it, name)));
	}

	/**
	 * Rows of what a map of properties holds, which the metadata does not describe: as
	 * the Javadoc of the fields says.
	 */
	private static List<String> entries(String prefix, Object bean, String file) throws IOException {
		String source = Files.readString(SOURCES.resolve(file + ".java"));
		source = source.substring(source.indexOf("class " + bean.getClass().getSimpleName() + " {"));
		BeanWrapperImpl wrapper = new BeanWrapperImpl(bean);
		List<String> rows = new ArrayList<>();
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(bean.getClass())) {
			if (!property.getName().equals("class")) {
				Matcher javadoc = Pattern
					.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+private [^;=]*\\b" + property.getName() + "( =|;)",
							Pattern.DOTALL)
					.matcher(source);
				assertThat(javadoc.find()).as(property.getName()).isTrue();
				String meaning = javadoc.group(1)
					.lines()
					.map((line) -> line.trim().replaceFirst("^\\*\\s*", ""))
					.collect(Collectors.joining(" "))
					.trim();
				Object value = wrapper.getPropertyValue(property.getName());
				rows.add((value instanceof ZmqSocketOptions) ? row(prefix + dashed(property) + ".*", null, meaning)
						: row(prefix + dashed(property), value, meaning));
			}
		}
		return rows;
	}

	private static String dashed(PropertyDescriptor property) {
		return ConfigurationPropertyName.adapt(property.getName().replaceAll("([A-Z])", "-$1"), '.').toString();
	}

	private static String row(String name, @Nullable Object value, @Nullable String meaning) {
		return "| `" + name + "` | " + shown(value) + " | " + meaning + " |";
	}

	private static String shown(@Nullable Object value) {
		if (value instanceof Collection<?> values) {
			return values.stream().map(ReferenceDocumentationTests::shown).collect(Collectors.joining(", "));
		}
		String text = Objects.toString((value instanceof Enum<?> constant)
				? constant.name().toLowerCase(Locale.ROOT).replace('_', '-') : value, "");
		return text.isEmpty() ? "" : "`" + text + "`";
	}

}
