// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AllowListEndpointPolicy}.
 */
class AllowListEndpointPolicyTests {

	private static final Map<String, List<String>> NAMES = Map.of("mixed", List.of("127.0.0.1", "8.8.8.8"), "both",
			List.of("::1", "127.0.0.1"), "billing", List.of("10.0.0.1", "10.0.0.2"), "six", List.of("fd00::1"), "any",
			List.of("0.0.0.0"), "outside4", List.of("8.8.8.8", "::1"));

	@ParameterizedTest
	@CsvSource({ "tcp://127.0.0.1:5555, tcp://127.0.0.1:5555", "TCP://127.0.0.1:5555, tcp://127.0.0.1:5555",
			"tcp://127.1:5555, tcp://127.0.0.1:5555", "tcp://2130706433:5555, tcp://127.0.0.1:5555",
			"tcp://[::ffff:127.0.0.1]:5555, tcp://127.0.0.1:5555", "tcp://localhost:5555, tcp://127.0.0.1:5555",
			"tcp://LOCALHOST:5555, tcp://127.0.0.1:5555", "tcp://127.0.0.1:0, tcp://127.0.0.1:*",
			"tcp://127.0.0.1:*, tcp://127.0.0.1:*" })
	void bindsEverySpellingOfAnAllowedAddressAsThatAddress(String text, String resolved) {
		assertThat(real("tcp://127.0.0.1:*").resolveBind(text)).isEqualTo(resolved);
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://*:5555", "tcp://0.0.0.0:5555", "tcp://0:5555", "tcp://0.0:5555", "tcp://[::]:5555",
			"TCP://*:5555", "tcp://*:*", "tcp://[::ffff:0.0.0.0]:5555", "tcp://[0:0:0:0:0:0:0:0]:5555",
			"tcp://127.0.0.2:5555", "tcp://2130706434:5555", "tcp://[::1]:5555", "tcp://8.8.8.8:1", "inproc://x" })
	void bindsNoOtherAddressHoweverWritten(String text) {
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> real("tcp://127.0.0.1:*").resolveBind(text))
			.withMessageContaining("'" + text + "' may not be bound")
			.withMessageContaining("is not in the list [tcp://127.0.0.1:*]")
			.withMessageContaining("; add it to 'zmq.secure.bind-allowlist'")
			.satisfies((ex) -> assertThat(ex.getEndpoint()).isEqualTo(text));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void saysNothingOfAKeyInThePlaceOfAHost(CapturedOutput output) {
		String key = "b36ba4cb937aaacbbc3747b3e5ebdebf9c0d30895e516a6258ead5165eef494f";
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> real("tcp://" + key + ":*").resolveBind("tcp://127.0.0.1:5555"));
		assertThat(output).contains("cannot be resolved").doesNotContain(key);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ipc://x", "tcp://127.0.0.1:5555;127.0.0.1:1", "udp://127.0.0.1:1", "tcp://127.0.0.1:!" })
	void refusesWhatIsNoEndpoint(String text) {
		assertThatExceptionOfType(InvalidEndpointException.class)
			.isThrownBy(() -> real("tcp://*:*", "inproc://*").resolveBind(text));
		assertThatExceptionOfType(InvalidEndpointException.class)
			.isThrownBy(() -> connecting("tcp://*:*", "inproc://*").checkConnect(text));
	}

	@Test
	void bindsNothingWithAnEmptyList() {
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> real().resolveBind("tcp://127.0.0.1:5555"));
		assertThatExceptionOfType(EndpointDeniedException.class).isThrownBy(() -> real().resolveBind("inproc://x"));
	}

	@Test
	void bindsTheAnyAddressOnlyWhereItIsWrittenOut() {
		assertThat(real("tcp://*:*").resolveBind("tcp://*:5555")).isEqualTo("tcp://[0:0:0:0:0:0:0:0]:5555");
		assertThat(real("tcp://*:*").resolveBind("tcp://0:5555")).isEqualTo("tcp://0.0.0.0:5555");
		assertThat(real("tcp://0.0.0.0:*").resolveBind("tcp://*:5555")).isEqualTo("tcp://0.0.0.0:5555");
		assertThat(real("tcp://[::]:*").resolveBind("tcp://*:5555")).isEqualTo("tcp://[0:0:0:0:0:0:0:0]:5555");
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> real("tcp://0.0.0.0/0:*", "tcp://[::/0]:*").resolveBind("tcp://*:5555"));
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> resolving("tcp://any:*").resolveBind("tcp://any:5555"));
	}

	@Test
	void bindsTheWildcardToIpv4AloneWhereThereIsNoIpv6() {
		EndpointPolicy policy = new AllowListEndpointPolicy(AllowList.of(List.of("tcp://*:*")), AllowList.of(List.of()),
				AllowListEndpointPolicyTests::resolve, () -> false);
		assertThat(policy.resolveBind("tcp://*:5555")).isEqualTo("tcp://0.0.0.0:5555");
	}

	@Test
	void bindsANameOnlyIfAllItsAddressesOfAFamilyAreAllowed() {
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> resolving("tcp://127.0.0.1:*").resolveBind("tcp://mixed:5555"))
			.withMessageContaining("127.0.0.1 and 8.8.8.8");
		assertThat(resolving("tcp://127.0.0.1:*").resolveBind("tcp://both:5555")).isEqualTo("tcp://127.0.0.1:5555");
		assertThat(resolving("tcp://[::1]:*").resolveBind("tcp://both:5555")).isEqualTo("tcp://[0:0:0:0:0:0:0:1]:5555");
		assertThat(resolving("tcp://[::1]:*").resolveBind("tcp://outside4:5555"))
			.isEqualTo("tcp://[0:0:0:0:0:0:0:1]:5555");
	}

	@Test
	void takesANameInTheListForItsAddresses() {
		AllowListEndpointPolicy policy = resolving("tcp://billing:5555", "tcp://unknown:*");
		assertThat(policy.resolveBind("tcp://billing:5555")).isEqualTo("tcp://10.0.0.1:5555");
		assertThat(policy.resolveBind("tcp://10.0.0.2:5555")).isEqualTo("tcp://10.0.0.2:5555");
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> policy.resolveBind("tcp://10.0.0.3:5555"));
	}

	@Test
	void saysThatANameCannotBeResolved() {
		assertThatExceptionOfType(UnresolvableEndpointException.class)
			.isThrownBy(() -> resolving("tcp://127.0.0.1:*").resolveBind("tcp://unknown:5555"))
			.withMessageContaining("'tcp://unknown:5555' cannot be resolved")
			.withCauseInstanceOf(UnknownHostException.class)
			.satisfies((ex) -> assertThat(ex.getEndpoint()).isEqualTo("tcp://unknown:5555"));
	}

	@Test
	void checksAPortThatTheSystemChoseAfterTheBind() {
		EndpointPolicy policy = real("tcp://127.0.0.1:5000-5010");
		assertThat(policy.resolveBind("tcp://127.0.0.1:*")).isEqualTo("tcp://127.0.0.1:*");
		policy.verifyBound("tcp://127.0.0.1:5005");
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> policy.verifyBound("tcp://127.0.0.1:5011"))
			.withMessageContaining("tcp://127.0.0.1:5011");
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> policy.verifyBound("tcp://127.0.0.1:*"));
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> real("tcp://127.0.0.1:5000").resolveBind("tcp://127.0.0.1:*"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "tcp://0.0.0.0:5555", "tcp://[0:0:0:0:0:0:0:0]:5555", "tcp://10.0.0.1:5555", "inproc://x" })
	void refusesWhatWasBoundAllTheSame(String lastEndpoint) {
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> real("tcp://127.0.0.1:*").verifyBound(lastEndpoint));
	}

	@Test
	void refusesThatTheEndpointOfTheZapHandlerWasBoundWhateverIsAllowed() {
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> real("inproc://*").verifyBound("inproc://zeromq.zap.01"))
			.withMessageContaining("reserved");
	}

	@Test
	void refusesABoundEndpointThatIsNotNumeric() {
		assertThatExceptionOfType(InvalidEndpointException.class)
			.isThrownBy(() -> real("tcp://*:*").verifyBound("tcp://localhost:5555"));
	}

	@Test
	void reservesTheEndpointsOfAuthentication() {
		String text = "inproc://zeromq.zap.01";
		assertThatExceptionOfType(EndpointDeniedException.class).isThrownBy(() -> real("inproc://*").resolveBind(text))
			.withMessageContaining("reserved");
		assertThatExceptionOfType(EndpointDeniedException.class).isThrownBy(() -> connecting().checkConnect(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://127.0.0.1:*", "tcp://localhost:*", "tcp://127.1:0", "TCP://2130706433:*",
			"tcp://[::ffff:127.0.0.1]:*" })
	void agreesWithWhatJeroMqBinds(String text) {
		EndpointPolicy policy = real("tcp://127.0.0.1:*");
		try (ZContext context = new ZContext()) {
			ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);
			assertThat(socket.bind(policy.resolveBind(text))).isTrue();
			String lastEndpoint = socket.getLastEndpoint();
			assertThat(lastEndpoint).startsWith("tcp://127.0.0.1:");
			policy.verifyBound(lastEndpoint);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://0:*", "tcp://*:*" })
	void catchesTheAnyAddressThatJeroMqBound(String text) {
		try (ZContext context = new ZContext()) {
			ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);
			assertThat(socket.bind(text)).isTrue();
			String lastEndpoint = socket.getLastEndpoint();
			assertThatExceptionOfType(EndpointDeniedException.class)
				.isThrownBy(() -> real("tcp://127.0.0.1:*", "tcp://0.0.0.0/0:*").verifyBound(lastEndpoint));
			real("tcp://*:*").verifyBound(lastEndpoint);
		}
	}

	@Test
	void connectsAnywhereWithAnEmptyList() {
		assertThat(connecting().checkConnect("TCP://Unknown:5555")).isEqualTo("tcp://unknown:5555");
		assertThat(connecting().checkConnect("inproc://X")).isEqualTo("inproc://X");
	}

	@Test
	void connectsByNameToWhateverTheNameStandsFor() {
		assertThat(connecting("tcp://unknown:5555").checkConnect("tcp://Unknown:5555")).isEqualTo("tcp://unknown:5555");
		assertThat(connecting("tcp://*:5555").checkConnect("tcp://unknown:5555")).isEqualTo("tcp://unknown:5555");
		connecting("tcp://unknown:5555").checkConnect("tcp://Unknown:5555", "tcp://8.8.8.8:5555");
		connecting("tcp://*:5555").checkConnect("tcp://unknown:5555", "tcp://8.8.8.8:5555");
		connecting().checkConnect("tcp://unknown:5555", "tcp://8.8.8.8:5555");
	}

	@Test
	void connectsByAddressAloneWhatANameStandsFor() {
		EndpointPolicy policy = connecting("tcp://10.0.0.0/8:*", "tcp://[fd00::/8]:*", "tcp://other:*");
		assertThat(policy.checkConnect("tcp://billing:5555")).isEqualTo("tcp://billing:5555");
		assertThat(policy.checkConnect("tcp://10.0.0.9:5555")).isEqualTo("tcp://10.0.0.9:5555");
		policy.checkConnect("tcp://billing:5555", "tcp://10.0.0.1:5555");
		policy.checkConnect("tcp://billing:5555", "tcp://[fd00:0:0:0:0:0:0:1]:5555");
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> policy.checkConnect("tcp://billing:5555", "tcp://8.8.8.8:5555"))
			.withMessageContaining("'tcp://billing:5555' may not be connected to: it stands for 8.8.8.8")
			.withMessageContaining("zmq.secure.connect-allowlist");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://8.8.8.8:5555", "tcp://billing:5556", "tcp://0.0.0.0:5555", "tcp://10.0.0.1:5555",
			"inproc://x" })
	void connectsNowhereElse(String text) {
		EndpointPolicy policy = connecting("tcp://127.0.0.0/8:5555", "tcp://billing:5555");
		assertThatExceptionOfType(EndpointDeniedException.class).isThrownBy(() -> policy.checkConnect(text))
			.withMessageContaining("may not be connected to")
			.withMessageContaining("zmq.secure.connect-allowlist");
	}

	@Test
	void connectsToInprocThatIsAllowed() {
		assertThat(connecting("inproc://x").checkConnect("inproc://x")).isEqualTo("inproc://x");
	}

	@Test
	void connectsByAddressAloneWhatARegistrySays() {
		EndpointPolicy policy = connecting("tcp://10.0.0.0/8:*", "tcp://orders:*");
		assertThat(policy.checkConnect("discovery://orders")).isEqualTo("discovery://orders");
		policy.checkConnect("discovery://orders", "tcp://10.0.0.1:5555");
		connecting().checkConnect("discovery://orders", "tcp://8.8.8.8:5555");
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> policy.checkConnect("discovery://orders", "tcp://8.8.8.8:5555"))
			.withMessageContaining("'discovery://orders' may not be connected to: it stands for 8.8.8.8");
		assertThatExceptionOfType(EndpointDeniedException.class)
			.isThrownBy(() -> connecting("inproc://*").checkConnect("discovery://orders"));
	}

	@Test
	void bindsNoService() {
		assertThatExceptionOfType(InvalidEndpointException.class)
			.isThrownBy(() -> connecting().resolveBind("discovery://orders"))
			.withMessageContaining("is for 'connect' only");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://*:5555", "tcp://127.0.0.1:*", "tcp://127.0.0.1:0" })
	void connectsToNoWildcard(String text) {
		assertThatExceptionOfType(InvalidEndpointException.class).isThrownBy(() -> connecting().checkConnect(text))
			.withMessageContaining("one host and one port");
	}

	private static AllowListEndpointPolicy real(String... bind) {
		return new AllowListEndpointPolicy(AllowList.of(List.of(bind)), AllowList.of(List.of()));
	}

	private static AllowListEndpointPolicy resolving(String... bind) {
		return new AllowListEndpointPolicy(AllowList.of(List.of(bind)), AllowList.of(List.of()),
				AllowListEndpointPolicyTests::resolve, () -> true);
	}

	private static AllowListEndpointPolicy connecting(String... connect) {
		return new AllowListEndpointPolicy(AllowList.of(List.of()), AllowList.of(List.of(connect)),
				AllowListEndpointPolicyTests::resolve, () -> true);
	}

	private static InetAddress[] resolve(String host) throws UnknownHostException {
		List<String> addresses = NAMES.get(host);
		if (addresses != null) {
			return addresses.stream().map(AddressRange::parseAddress).toArray(InetAddress[]::new);
		}
		if ("unknown".equals(host)) {
			throw new UnknownHostException(host);
		}
		return new InetAddress[] { AddressRange.parseAddress(host) };
	}

}
