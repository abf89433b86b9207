// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.zmqsecure.jeromq.HeartbeatPolicy;
import io.github.zmqsecure.socket.SocketOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the generated configuration metadata.
 */
class ConfigurationMetadataTests {

	private static final String DEFAULTS = "zmq.secure.defaults.";

	private static final Map<String, Map<String, Object>> properties = new TreeMap<>();

	private static final Map<String, Map<String, Object>> hints = new TreeMap<>();

	@BeforeAll
	static void read() throws IOException, URISyntaxException {
		ConfigurationMetadata.read("properties").forEach((entry) -> properties.put((String) entry.get("name"), entry));
		ConfigurationMetadata.read("hints").forEach((entry) -> hints.put((String) entry.get("name"), entry));
	}

	@Test
	void describesEveryProperty() {
		assertThat(properties).containsKeys("zmq.secure.enabled", "zmq.secure.keys", "zmq.secure.sockets",
				"zmq.secure.zap.addresses.allow", "management.health.zmq.queue-full-for");
		assertThat(properties).allSatisfy((name, entry) -> {
			assertThat((String) entry.get("description")).isNotBlank().endsWith(".");
			assertThat(entry).containsKey("type");
		});
	}

	@Test
	void knowsEveryOption() {
		assertThat(properties.keySet()
			.stream()
			.filter((name) -> name.startsWith(DEFAULTS))
			.map((name) -> name.substring(DEFAULTS.length())))
			.containsExactlyInAnyOrderElementsOf(KnownProperties.names(ZmqSocketOptions.class));
	}

	@Test
	void showsTheShippedDefaults() {
		assertThat(shipped("snd-hwm")).isEqualTo(1000);
		assertThat(shipped("rcv-hwm")).isEqualTo(1000);
		assertThat(shipped("linger")).isEqualTo("1s");
		assertThat(shipped("max-msg-size")).isEqualTo("1MB");
		assertThat(shipped("max-frames")).isEqualTo(1000);
		assertThat(shipped("max-message-bytes")).isEqualTo("10MB");
		assertThat(shipped("snd-timeo")).isEqualTo("5s");
		assertThat(shipped("rcv-timeo")).isEqualTo("-1ms");
		assertThat(shipped("backlog")).isEqualTo(100);
		assertThat(shipped("reconnect-ivl")).isEqualTo("100ms");
		assertThat(shipped("reconnect-ivl-max")).isEqualTo("2s");
		assertThat(shipped("handshake-ivl")).isEqualTo("5s");
		HeartbeatPolicy heartbeats = HeartbeatPolicy.of(SocketOptions.SECURE_DEFAULTS);
		assertThat(shipped("heartbeat-ivl")).isEqualTo(heartbeats.interval().toSeconds() + "s");
		assertThat(shipped("heartbeat-timeout")).isEqualTo(heartbeats.timeout().toSeconds() + "s");
		assertThat(shipped("immediate")).isEqualTo(false);
		assertThat(defaultValue("zmq.secure.bind-allowlist")).isEqualTo(new ZmqSecureProperties().getBindAllowlist());
		assertThat(defaultValue("zmq.secure.plaintext")).isEqualTo("deny");
		assertThat(defaultValue("management.health.zmq.queue-full-for")).isEqualTo("10s");
	}

	@Test
	void showsForEachOptionTheDefaultThatIsInForce() {
		Map<String, Object> shown = new TreeMap<>();
		properties.forEach((name, entry) -> {
			Object value = entry.get("defaultValue");
			if (name.startsWith(DEFAULTS) && value != null) {
				shown.put(name, value);
			}
		});
		ZmqSocketOptions bound = new Binder(new MapConfigurationPropertySource(shown))
			.bind("zmq.secure.defaults", ZmqSocketOptions.class)
			.get();
		bound.setHeartbeatContext(null);
		bound.setRcvBuf(null);
		SocketOptions fromMetadata = SocketOptionsMapper.defaults("zmq.secure.defaults", bound);
		SocketOptions.SECURE_DEFAULTS.forEach((option,
				value) -> assertThat(fromMetadata.get(option, Object.class)).as(option.key()).isEqualTo(value));
	}

	@Test
	void offersNoBrokenOption() {
		assertThat(properties.keySet()).isNotEmpty()
			.noneMatch((name) -> name.matches(
					".*\\.(tos|snd-?buf.*|send-buffer.*|socks.*|gss.*|plain-.*|curve-.*|affinity|tcp-accept-filter.*|xpub-verboser)"));
	}

	@Test
	void hintsAtEveryValue() {
		assertThat(values("zmq.secure.key-file-permissions")).containsExactly("enforce", "warn", "ignore");
		assertThat(values("zmq.secure.plaintext")).containsExactly("deny", "loopback", "allow");
		assertThat(values("zmq.secure.sockets.*.mechanism")).containsExactly("curve", "null");
		assertThat(values("zmq.secure.sockets.*.curve-role")).containsExactly("client", "server");
		assertThat(values("zmq.secure.sockets.*.overflow")).containsExactly("block", "drop-newest", "fail");
		assertThat(values("zmq.secure.sockets.*.type")).containsExactlyInAnyOrder(Stream.of(SocketType.values())
			.filter((type) -> type != SocketType.STREAM && type != SocketType.RAW)
			.map((type) -> type.name().toLowerCase(Locale.ROOT))
			.toArray());
	}

	private Object shipped(String option) {
		return defaultValue(DEFAULTS + option);
	}

	private Object defaultValue(String name) {
		return Objects.requireNonNull(Objects.requireNonNull(properties.get(name), name).get("defaultValue"), name);
	}

	@SuppressWarnings("unchecked")
	private List<Object> values(String name) {
		Map<String, Object> hint = Objects.requireNonNull(hints.get(name), name);
		return ((List<Map<String, Object>>) Objects.requireNonNull(hint.get("values"), name)).stream()
			.map((value) -> Objects.requireNonNull(value.get("value")))
			.toList();
	}

}
