// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.socket.HeaderMode;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.support.TestSockets;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what environment variables make of sockets, keys and peers.
 */
class EnvironmentVariablesTests {

	private static final String[] CLIENT = { "zmq.secure.keys.orders-service.ephemeral=true",
			"zmq.secure.sockets.orders-client.type=dealer",
			"zmq.secure.sockets.orders-client.connect=tcp://127.0.0.1:1",
			"zmq.secure.sockets.orders-client.server=orders-service" };

	@ParameterizedTest
	@ValueSource(strings = { "ORDERSCLIENT", "ORDERS_CLIENT", "ordersclient" })
	void setTheSocketThatTheyName(String name) {
		runner(Map.of("ZMQ_SECURE_SOCKETS_" + name + "_CONNECT", "tcp://127.0.0.1:2",
				"ZMQ_SECURE_SOCKETS_" + name + "_OPTIONS_" + (name.contains("_") ? "RCV_HWM" : "RCVHWM"), "500"))
			.withInitializer(file(CLIENT))
			.run((context) -> {
				SecureSocketFactory factory = context.getBean(SecureSocketFactory.class);
				assertThat(factory.getNames()).containsExactly("orders-client");
				assertThat(factory.getSettings("orders-client").connect()).containsExactly("tcp://127.0.0.1:2");
				assertThat(factory.getSettings("orders-client").options().get(SocketOption.RCV_HWM, Integer.class))
					.isEqualTo(500);
			});
	}

	@Test
	void giveKeysAndPeersTheSpellingByWhichSocketsReferToThem() {
		CurveKeyPair pair = CurveKeyPair.generate();
		CurveKeyPair peer = CurveKeyPair.generate();
		Map<String, String> variables = Map.of("ZMQ_SECURE_KEYS_OWNKEY_SECRETKEY", new String(pair.secretKey().toZ85()),
				"ZMQ_SECURE_PEERS_ORDERSSERVICE_PUBLICKEY", peer.publicKey().toZ85());
		runner(variables)
			.withPropertyValues("zmq.secure.sockets.orders-client.type=dealer",
					"zmq.secure.sockets.orders-client.connect=tcp://127.0.0.1:1",
					"zmq.secure.sockets.orders-client.key=own-key",
					"zmq.secure.sockets.orders-client.server=orders-service")
			.run((context) -> {
				CurveKeys keys = context.getBean(CurveKeys.class);
				assertThat(keys.getKeyPairNames()).containsExactly("own-key");
				assertThat(keys.getPublicKey("orders-service")).isEqualTo(peer.publicKey());
			});
	}

	@Test
	void overrideAKeyOfAFile() {
		CurveKeyPair pair = CurveKeyPair.generate();
		runner(Map.of("ZMQ_SECURE_KEYS_ORDERSSERVICE_SECRETKEY", new String(pair.secretKey().toZ85())))
			.withInitializer(file(CLIENT))
			.withPropertyValues("zmq.secure.keys.orders-service.ephemeral=false")
			.run((context) -> {
				assertThat(context.getBean(CurveKeys.class).getKeyPairNames()).containsExactly("orders-service");
				assertThat(context.getBean(CurveKeys.class).getKeyPair("orders-service").publicKey())
					.isEqualTo(pair.publicKey());
			});
	}

	@Test
	void oneNameInTwoSpellingsIsRefused() {
		runner(Map.of()).withInitializer(file(CLIENT))
			.withPropertyValues("zmq.secure.sockets.ordersClient.options.rcv-hwm=5")
			.run((context) -> failure(context).hasMessageContaining("same name").hasMessageContaining("orders-client"));
	}

	@ParameterizedTest
	@CsvSource({ "ZMQ_SECURE_SOCKETS_ORDERSCLIENT_CNNECT, ZMQ_SECURE_SOCKETS_ORDERSCLIENT_CONNECT",
			"ZMQ_SECURE_BINDALOWLIST, ZMQ_SECURE_BINDALLOWLIST", "ZMQ_SECURE_KEY_OWN_LOCATION, ZMQ_SECURE_KEYS",
			"ZMQ_SECURE_SOCKETS_ORDERSCLIENT_OPTIONS_RCVHVM, ZMQ_SECURE_SOCKETS_ORDERSCLIENT_OPTIONS_RCVHWM",
			"ZMQ_SECURE_HOME, ZMQ_SECURE_SOCKETS",
			"ZMQ_SECURE_SOCKETS_ORDERS_CLIENT_OPTIONS_RCVHWM, ZMQ_SECURE_SOCKETS_ORDERS",
			"ZMQ_SECURE_SOCKETS_OTHER_CLIENT_CONNECT, ZMQ_SECURE_SOCKETS_OTHER" })
	void thatBindToNothingAreRefused(String variable, String meant) {
		runner(Map.of(variable, "x")).withInitializer(file(CLIENT))
			.run((context) -> failure(context).hasMessageContaining(variable).hasMessageContaining(meant));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ZMQ_SECURE_PORT", "ZMQ_SECURE_SERVICE_HOST", "ZMQ_SECURE_SERVICE_PORT",
			"ZMQ_SECURE_SERVICE_PORT_HTTP", "ZMQ_SECURE_PORT_5555_TCP", "ZMQ_SECURE_PORT_5555_TCP_ADDR",
			"ZMQ_SECURE_ORDERS_SERVICE_HOST", "ZMQ_SECURE_ORDERS_PORT_5555_TCP_PROTO", "ZMQ_OTHER", "ZMQ_SECURE_" })
	void ofKubernetesAreLeftAlone(String variable) {
		runner(Map.of(variable, "tcp://10.0.0.1:1")).withInitializer(file(CLIENT))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void mayUseUnderscoresForDashesAndNumbers() {
		Map<String, String> variables = Map.of("ZMQ_SECURE_BIND_ALLOWLIST_0", "tcp://*:*", "ZMQ_SECURE_BINDALLOWLIST_1",
				"inproc://*", "ZMQ_SECURE_LIMITS_MAX_CONNECTIONS", "7", "ZMQ_SECURE_DEFAULTS_SND_HWM", "9",
				"ZMQ_SECURE_SOCKETS_ORDERS_CLIENT_OPTIONS_HEARTBEAT_IVL", "1s");
		runner(variables).withInitializer(file(CLIENT)).run((context) -> {
			assertThat(context).hasNotFailed();
			ZmqSecureProperties properties = context.getBean(ZmqSecureProperties.class);
			assertThat(properties.getBindAllowlist()).containsExactly("tcp://*:*", "inproc://*");
			assertThat(properties.getLimits().getMaxConnections()).isEqualTo(7);
		});
	}

	@Test
	void areRefusedWhereTwoContradictEachOther() {
		String one = "ZMQ_SECURE_KEYS_ORDERS_SERVICE_SECRET_KEY";
		String two = "ZMQ_SECURE_KEYS_ORDERSSERVICE_SECRETKEY";
		runner(Map.of(one, "11".repeat(32), two, "33".repeat(32))).withInitializer(file(CLIENT))
			.withPropertyValues("zmq.secure.keys.orders-service.ephemeral=")
			.run((context) -> failure(context).hasMessageContaining(one)
				.hasMessageContaining(two)
				.hasMessageContaining("Unset one of the two")
				.hasMessageNotContaining("11111111")
				.hasMessageNotContaining("33333333"));
		runner(Map.of(one, "11".repeat(32), two, "11".repeat(32))).withInitializer(file(CLIENT))
			.withPropertyValues("zmq.secure.keys.orders-service.ephemeral=")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	/** The owner thread would work for minutes on more of them. */
	@Test
	void maySetNoMoreEndpointsThanASocketConnectsTo() {
		Map<String, String> variables = new LinkedHashMap<>();
		for (int i = 0; i < 257; i++) {
			variables.put("ZMQ_SECURE_SOCKETS_ORDERSCLIENT_CONNECT_" + i, "tcp://127.0.0.1:" + (i + 1));
		}
		runner(variables).withInitializer(file(CLIENT))
			.run((context) -> failure(context).hasMessageContaining("zmq.secure.sockets.orders-client.connect")
				.hasMessageContaining("257 endpoints")
				.hasMessageContaining("256 is the most"));
	}

	@Test
	void anEmptyValueCountsAsNone() {
		TestSockets.runner()
			.withPropertyValues("zmq.secure.keys.own.location=", "zmq.secure.keys.own.ephemeral=true",
					"zmq.secure.keys.other.location=",
					"zmq.secure.keys.other.secret-key="
							+ "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20",
					"zmq.secure.peers.peer.location=", "zmq.secure.peers.peer.public-key=" + "11".repeat(32),
					"zmq.secure.peer-directory=")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(CurveKeys.class).getKeyPairNames()).containsExactlyInAnyOrder("own",
						"other");
			});
	}

	@Test
	void thatAreEmptyTakeBackWhatAFileSays() {
		Map<String, String> variables = new LinkedHashMap<>();
		for (String each : List.of("ENABLED", "PLAINTEXT", "KEYFILEPERMISSIONS", "DEFAULTS_LINGER", "DEFAULTS_IPV6",
				"DEFAULTS_MAXMSGSIZE", "LIMITS_MAXTOTALBYTES", "LIMITS_MAXCONNECTIONS", "RELOAD_PERIOD",
				"SOCKETS_ORDERSCLIENT_CURVEROLE", "SOCKETS_ORDERSCLIENT_HEADERS", "SOCKETS_ORDERSCLIENT_OVERFLOW",
				"SOCKETS_ORDERSCLIENT_QUEUECAPACITY", "SOCKETS_ORDERSCLIENT_SEQUENCE")) {
			variables.put("ZMQ_SECURE_" + each, "");
		}
		runner(variables).withInitializer(file(CLIENT))
			.withInitializer(file("zmq.secure.enabled=false", "zmq.secure.plaintext=allow",
					"zmq.secure.key-file-permissions=enforce", "zmq.secure.defaults.linger=-5s",
					"zmq.secure.defaults.ipv6=true", "zmq.secure.defaults.max-msg-size=-1",
					"zmq.secure.limits.max-total-bytes=1B", "zmq.secure.limits.max-connections=0",
					"zmq.secure.reload.period=0s", "zmq.secure.sockets.orders-client.curve-role=server",
					"zmq.secure.sockets.orders-client.headers=true",
					"zmq.secure.sockets.orders-client.overflow=drop-newest",
					"zmq.secure.sockets.orders-client.queue-capacity=0",
					"zmq.secure.sockets.orders-client.sequence=true"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(ZmqSecureProperties.class)).usingRecursiveComparison()
					.ignoringFields("sockets", "keys", "peers")
					.isEqualTo(new ZmqSecureProperties());
				assertThat(context.getBean(ZmqSecureProperties.class).getSockets().get("orders-client").getHeaders())
					.isEqualTo(HeaderMode.AUTO);
			});
	}

	@Test
	void aPeerIsTakenBackForAKeyPairOfThatName() {
		TestSockets.runner()
			.withPropertyValues("zmq.secure.peers.orders-service.location=",
					"zmq.secure.keys.ordersService.ephemeral=true")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(CurveKeys.class).getKeyPairNames()).containsExactly("ordersService");
				assertThat(context.getBean(CurveKeys.class).getPeerNames()).isEmpty();
			});
		TestSockets.runner()
			.withPropertyValues("zmq.secure.peers.orders-service.location=", "zmq.secure.keys.other.ephemeral=true")
			.run((context) -> failure(context).hasMessageContaining("exactly one of"));
	}

	private static AbstractThrowableAssert<?, ?> failure(AssertableApplicationContext context) {
		return assertThat(context).hasFailed().getFailure().rootCause().isInstanceOf(ZmqConfigurationException.class);
	}

	private static ApplicationContextInitializer<ConfigurableApplicationContext> file(String... lines) {
		Map<String, Object> properties = new LinkedHashMap<>();
		for (String line : lines) {
			properties.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
		}
		return (context) -> context.getEnvironment()
			.getPropertySources()
			.addLast(new MapPropertySource("file" + properties.hashCode(), properties));
	}

	private static ApplicationContextRunner runner(Map<String, String> variables) {
		return TestSockets.runner()
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								new LinkedHashMap<>(variables))));
	}

}
