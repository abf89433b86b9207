// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.zmqsecure.autoconfigure.health.ZmqHealthProperties;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Options;
import zmq.SocketBase;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each default that the metadata shows is the one in force.
 */
class ShippedDefaultsTests {

	private static final String PREFIX = "zmq.secure.";

	private static final String DEFAULTS = PREFIX + "defaults.";

	/** What each socket has of its own. */
	private static final Set<String> OWN = Set.of("socketId", "zapDomain", "requestId", "nextRid");

	private static final String HEALTH = "management.health.zmq.";

	@Test
	void propertiesHaveWhatTheMetadataShows() throws Exception {
		List<String> compared = new ArrayList<>();
		shown().forEach((name, value) -> {
			if (name.startsWith(PREFIX) && !name.startsWith(DEFAULTS)) {
				compare(new ZmqSecureProperties(), PREFIX, name, value);
				compared.add(name);
			}
			else if (name.startsWith(HEALTH) && !name.equals(HEALTH + "enabled")) {
				compare(new ZmqHealthProperties(), HEALTH, name, value);
				compared.add(name);
			}
		});
		assertThat(compared).hasSizeGreaterThan(25)
			.contains("zmq.secure.enabled", "zmq.secure.limits.max-topic-length",
					"zmq.secure.listener.retry.multiplier");
	}

	@ParameterizedTest
	@EnumSource(names = { "ROUTER", "DEALER", "REQ", "REP", "PUB", "SUB", "XPUB", "XSUB", "PUSH", "PULL", "PAIR" })
	void socketsHaveWhatTheMetadataShows(SocketType type) throws Exception {
		Map<String, Object> shown = shown();
		TestSockets.runner()
			.withPropertyValues(socket("shipped", type))
			.withPropertyValues(socket("written", type))
			.withPropertyValues(Stream.of(SocketOption.values())
				.filter((option) -> option.appliesTo(type) && shown.containsKey(DEFAULTS + option.key()))
				.map((option) -> "zmq.secure.sockets.written.options." + option.key() + "="
						+ shown.get(DEFAULTS + option.key()))
				.toArray(String[]::new))
			.run((context) -> {
				SecureSocketFactory factory = context.getBean(SecureSocketFactory.class);
				try (ZMQ.Socket shipped = factory.create("shipped"); ZMQ.Socket written = factory.create("written")) {
					assertThat(options(written)).containsExactlyInAnyOrderElementsOf(options(shipped))
						.hasSizeGreaterThan(30);
				}
			});
	}

	private static void compare(Object bean, String prefix, String name, Object value) {
		BeanWrapper properties = new BeanWrapperImpl(bean);
		String path = camelCase(name.substring(prefix.length()));
		ResolvableType type = ResolvableType
			.forMethodReturnType(Objects.requireNonNull(properties.getPropertyDescriptor(path).getReadMethod(), name));
		Object expected = new Binder(new MapConfigurationPropertySource(Map.of(name, value)))
			.bind(ConfigurationPropertyName.of(name), Bindable.of(type))
			.get();
		assertThat(properties.getPropertyValue(path)).as(name).isEqualTo(expected);
	}

	private static String camelCase(String name) {
		StringBuilder camelCase = new StringBuilder();
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			camelCase.append((c == '-') ? Character.toUpperCase(name.charAt(++i)) : c);
		}
		return camelCase.toString();
	}

	private static String[] socket(String name, SocketType type) {
		String prefix = "zmq.secure.sockets." + name + ".";
		boolean binds = type == SocketType.SUB || type == SocketType.PULL;
		return new String[] { "zmq.secure.keys.market.ephemeral=true", prefix + "type=" + type,
				prefix + (binds ? "bind" : "connect") + "=tcp://127.0.0.1:" + Ports.free(),
				prefix + (binds ? "clients=any" : "server=market"), prefix + "key=market" };
	}

	/**
	 * Whatever an option may have set: the fields of the options and of the socket that
	 * are plain values.
	 */
	private static List<String> options(ZMQ.Socket socket) {
		List<String> values = new ArrayList<>();
		SocketBase base = socket.base();
		Field options = Objects.requireNonNull(ReflectionUtils.findField(SocketBase.class, "options"));
		ReflectionUtils.makeAccessible(options);
		collect(Options.class, Objects.requireNonNull(ReflectionUtils.getField(options, base)), values);
		for (Class<?> type = base.getClass(); type != SocketBase.class; type = type.getSuperclass()) {
			collect(type, base, values);
		}
		return values;
	}

	private static void collect(Class<?> type, Object target, List<String> values) {
		for (Field field : type.getDeclaredFields()) {
			if (!Modifier.isStatic(field.getModifiers()) && !OWN.contains(field.getName())
					&& (field.getType().isPrimitive() || field.getType() == String.class)) {
				ReflectionUtils.makeAccessible(field);
				values
					.add(type.getSimpleName() + "." + field.getName() + "=" + ReflectionUtils.getField(field, target));
			}
		}
	}

	private static Map<String, Object> shown() throws IOException, URISyntaxException {
		Map<String, Object> shown = new TreeMap<>();
		ConfigurationMetadata.read("properties").forEach((property) -> {
			Object value = property.get("defaultValue");
			if (value != null) {
				shown.put((String) Objects.requireNonNull(property.get("name")), value);
			}
		});
		return shown;
	}

}
