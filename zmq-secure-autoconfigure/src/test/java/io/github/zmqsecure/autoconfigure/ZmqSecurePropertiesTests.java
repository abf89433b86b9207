// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.github.zmqsecure.channel.Overflow;
import io.github.zmqsecure.socket.CurveRole;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.PlaintextPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ZmqSecureProperties}, {@link ZmqSocketProperties} and
 * {@link ZmqSocketOptions}.
 */
class ZmqSecurePropertiesTests {

	@Test
	void isSecureAsShipped() {
		ZmqSecureProperties properties = bind("zmq.secure.enabled: true");
		assertThat(properties.isEnabled()).isTrue();
		assertThat(properties.getBindAllowlist()).containsExactly("tcp://127.0.0.1:*", "tcp://[::1]:*", "inproc://*");
		assertThat(properties.getConnectAllowlist()).isEmpty();
		assertThat(properties.getPlaintext()).isEqualTo(PlaintextPolicy.DENY);
		assertThat(properties.getReload().isEnabled()).isTrue();
		assertThat(properties.getReload().getPeriod()).hasSeconds(5);
		assertThat(properties.getLimits().getMaxConnections()).isEqualTo(1000);
		assertThat(properties.getLimits().getMaxConnectionsPerAddress()).isEqualTo(500);
		assertThat(properties.getLimits().getMaxPendingHandshakes()).isEqualTo(100);
		assertThat(properties.getLimits().getMaxPendingHandshakesPerAddress()).isEqualTo(50);
		assertThat(properties.getLimits().getMaxHandshakesPerSecond()).isEqualTo(2000);
		assertThat(properties.getLimits().getMaxHandshakesPerSecondPerAddress()).isEqualTo(1000);
		assertThat(properties.getLimits().getHandshakeTimeout()).hasSeconds(5);
		assertThat(properties.getZap().getAddresses().getAllow()).isEmpty();
		assertThat(properties.getZap().getAddresses().getDeny()).isEmpty();
		assertThat(properties.getDefaults()).hasAllNullFieldsOrProperties();
		assertThat(properties.getSockets()).isEmpty();
	}

	@Test
	void bindsKeysAndPeers() {
		ZmqSecureProperties properties = bind("""
				zmq:
				  secure:
				    keys:
				      orders-service:
				        location: file:/run/secrets/zmq/orders.key_secret
				      gateway:
				        public-key: "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID"
				        secret-key: "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs"
				      demo: { ephemeral: true }
				    peers:
				      billing: { public-key: "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID" }
				      risk: { location: "classpath:/keys/risk.key" }
				    peer-directory: file:/etc/zmq/peers/
				    reload: { enabled: false, period: 1m }
				    zap: { addresses: { allow: [ 10.0.0.0/8 ], deny: [] } }
				""");
		assertThat(properties.getKeys()).containsOnlyKeys("orders-service", "gateway", "demo");
		assertThat(named(properties.getKeys(), "gateway").getPublicKey()).startsWith("Yne@$w").hasSize(40);
		assertThat(named(properties.getKeys(), "gateway").getSecretKey()).hasSize(40);
		assertThat(named(properties.getKeys(), "demo").isEphemeral()).isTrue();
		assertThat(named(properties.getPeers(), "risk").getLocation()).isEqualTo("classpath:/keys/risk.key");
		assertThat(properties.getPeerDirectory()).isEqualTo("file:/etc/zmq/peers/");
		assertThat(properties.getReload().getPeriod()).hasMinutes(1);
		assertThat(properties.getZap().getAddresses().getAllow()).containsExactly("10.0.0.0/8");
	}

	@Test
	void bindsSockets() {
		ZmqSecureProperties properties = bind("""
				zmq.secure.sockets:
				  orders:
				    type: router
				    bind: [ "tcp://127.0.0.1:5555", "tcp://127.0.0.1:5556" ]
				    key: orders-service
				    clients: [ gateway, billing ]
				  prices:
				    type: sub
				    connect: tcp://10.1.2.3:6000
				    subscribe: [ EUR, USD ]
				    server: market
				    mechanism: curve
				    curve-role: client
				    overflow: drop-newest
				    queue-capacity: 10
				    options: {}
				""");
		ZmqSocketProperties orders = named(properties.getSockets(), "orders");
		assertThat(orders.getType()).isEqualTo(SocketType.ROUTER);
		assertThat(orders.getBind()).hasSize(2);
		assertThat(orders.getClients()).containsExactly("gateway", "billing");
		assertThat(orders.getMechanism()).isEqualTo(Mechanism.CURVE);
		assertThat(orders.getCurveRole()).isNull();
		assertThat(orders.getOverflow()).isEqualTo(Overflow.BLOCK);
		assertThat(orders.getQueueCapacity()).isNull();
		ZmqSocketProperties prices = named(properties.getSockets(), "prices");
		assertThat(prices.getConnect()).containsExactly("tcp://10.1.2.3:6000");
		assertThat(prices.getSubscribe()).containsExactly("EUR", "USD");
		assertThat(prices.getCurveRole()).isEqualTo(CurveRole.CLIENT);
		assertThat(prices.getOverflow()).isEqualTo(Overflow.DROP_NEWEST);
		assertThat(prices.getQueueCapacity()).isEqualTo(10);
	}

	@ParameterizedTest
	@EnumSource(SocketType.class)
	void bindsEverySocketTypeInLowerCase(SocketType type) {
		assertThat(socket("type: " + type.name().toLowerCase(Locale.ROOT)).getType()).isEqualTo(type);
	}

	@ParameterizedTest
	@ValueSource(strings = { "snd-hwm", "sndhwm", "sndHwm", "SND_HWM", "SNDHWM", "snd_hwm" })
	void bindsRelaxedNames(String name) {
		ZmqSecureProperties properties = bind("zmq.secure.defaults." + name + ": 7");
		assertThat(properties.getDefaults().getSndHwm()).isEqualTo(7);
		assertThat(socket("options: { " + name + ": 7 }").getOptions().getSndHwm()).isEqualTo(7);
	}

	@Test
	void bindsOptionsWithUnits() {
		ZmqSocketOptions options = bind("""
				zmq.secure.defaults:
				  linger: 100
				  max-msg-size: 64KB
				  max-frames: 12
				  max-message-bytes: 13MB
				  rcv-timeo: -1
				  tcp-keepalive-idle: 60
				  immediate: true
				  hello-msg: hi
				""").getDefaults();
		assertThat(options.getLinger()).isEqualTo(Duration.ofMillis(100));
		assertThat(options.getMaxMsgSize()).isEqualTo(DataSize.ofKilobytes(64));
		assertThat(options.getMaxFrames()).isEqualTo(12);
		assertThat(options.getMaxMessageBytes()).isEqualTo(DataSize.ofMegabytes(13));
		assertThat(options.getRcvTimeo()).isNegative();
		assertThat(options.getTcpKeepaliveIdle()).hasMinutes(1);
		assertThat(options.getImmediate()).isTrue();
		assertThat(options.getHelloMsg()).isEqualTo("hi");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "\"null\"", "NULL", "~", "\"\"" })
	void bindsTheNullMechanism(String value) {
		assertThat(socket("mechanism: " + value).getMechanism()).isEqualTo(Mechanism.NULL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "none", "gssapi" })
	void refusesAnUnknownMechanism(String value) {
		assertThatExceptionOfType(ConfigurationPropertiesBindException.class)
			.isThrownBy(() -> socket("mechanism: " + value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "zap: {}", "limits: {}", "defaults: {}", "unknown: 1" })
	void refusesWhatIsEmptyOrUnknown(String yaml) {
		assertThatExceptionOfType(ConfigurationPropertiesBindException.class)
			.isThrownBy(() -> bind("zmq.secure: { " + yaml + " }"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "plaintext:", "plaintext: ~", "plaintext: \"\"" })
	void deniesPlaintextWhereNothingIsSaidOfIt(String yaml) {
		assertThat(bind("zmq.secure: { " + yaml + ", enabled: true }").getPlaintext()).isEqualTo(PlaintextPolicy.DENY);
	}

	@Test
	void bindsEmptyLists() {
		assertThat(bind("zmq.secure.bind-allowlist: []").getBindAllowlist()).isEmpty();
		assertThat(socket("clients: []").getClients()).isEqualTo(List.of());
	}

	private ZmqSocketProperties socket(String yaml) {
		return named(bind("zmq.secure.sockets.test: { " + yaml + " }").getSockets(), "test");
	}

	private ZmqSecureProperties bind(String yaml) {
		try (ConfigurableApplicationContext context = YamlApplication.run(yaml)) {
			return context.getBean(ZmqSecureProperties.class);
		}
	}

	private <T> T named(Map<String, T> values, String name) {
		return Objects.requireNonNull(values.get(name), name);
	}

}
