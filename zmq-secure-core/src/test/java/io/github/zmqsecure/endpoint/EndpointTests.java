// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Endpoint}.
 */
class EndpointTests {

	@Test
	void equalsOnlyTheSameEndpoint() {
		assertThat(Endpoint.parse("tcp://127.0.0.1:5555")).isNotEqualTo(Endpoint.parse("tcp://127.0.0.1:5556"))
			.isNotEqualTo(Endpoint.parse("tcp://127.0.0.2:5555"))
			.isNotEqualTo(Endpoint.parse("inproc://127.0.0.1:5555"))
			.isNotEqualTo("tcp://127.0.0.1:5555");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			tcp://127.0.0.1:5555,       127.0.0.1,    5555,  tcp://127.0.0.1:5555
			TCP://LocalHost:05555,      localhost,    5555,  tcp://localhost:5555
			tcp://*:5555,               *,            5555,  tcp://*:5555
			tcp://*:*,                  *,            0,     tcp://*:*
			tcp://127.0.0.1:0,          127.0.0.1,    0,     tcp://127.0.0.1:*
			tcp://[::1]:1,              ::1,          1,     tcp://[::1]:1
			tcp://[FE80::1%eth0]:65535, fe80::1%eth0, 65535, tcp://[fe80::1%eth0]:65535
			tcp://[::ffff:127.0.0.1]:7, ::ffff:127.0.0.1, 7, tcp://[::ffff:127.0.0.1]:7
			tcp://my_host-1.example.:9, my_host-1.example., 9, tcp://my_host-1.example.:9
			tcp://127.1:5555,           127.1,        5555,  tcp://127.1:5555
			tcp://0:5555,               0,            5555,  tcp://0:5555
			""")
	void readsTcp(String text, String host, int port, String canonical) {
		Endpoint endpoint = Endpoint.parse(text);
		assertThat(endpoint.transport()).isEqualTo(Transport.TCP);
		assertThat(endpoint.host()).isEqualTo(host);
		assertThat(endpoint.port()).isEqualTo(port);
		assertThat(endpoint).hasToString(canonical);
		assertThat(endpoint.text()).isEqualTo(text);
		assertThat(Endpoint.parse(canonical)).isEqualTo(endpoint).hasSameHashCodeAs(endpoint);
		assertThat(Endpoint.tcp(host, port).text()).isEqualTo(canonical);
	}

	@Test
	void readsInproc() {
		Endpoint endpoint = Endpoint.parse("InProc://Some:Name*;");
		assertThat(endpoint.transport()).isEqualTo(Transport.INPROC);
		assertThat(endpoint.host()).isEqualTo("Some:Name*;");
		assertThat(endpoint.port()).isEqualTo(-1);
		assertThat(endpoint.isEphemeralPort()).isFalse();
		assertThat(endpoint.isWildcardHost()).isFalse();
		assertThat(endpoint).hasToString("inproc://Some:Name*;");
	}

	@Test
	void readsDiscovery() {
		Endpoint endpoint = Endpoint.parse("Discovery://Orders-Service");
		assertThat(endpoint.transport()).isEqualTo(Transport.DISCOVERY);
		assertThat(endpoint.host()).isEqualTo("Orders-Service");
		assertThat(endpoint.port()).isEqualTo(-1);
		assertThat(endpoint.isEphemeralPort()).isFalse();
		assertThat(endpoint.isWildcardHost()).isFalse();
		assertThat(endpoint.isLiteral()).isFalse();
		assertThat(Endpoint.parse("discovery://10.0.0.1").isLiteral()).isFalse();
		assertThat(endpoint).hasToString("discovery://Orders-Service");
		assertThat(Endpoint.isDiscovery("DISCOVERY://x")).isTrue();
		assertThat(Endpoint.isDiscovery("discovery:/x")).isFalse();
		assertThat(Endpoint.isDiscovery("tcp://discovery:1")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "discovery://", "discovery://*", "discovery://orders:5555", "discovery://or ders",
			"discovery:///orders", "discovery://orders/" })
	void refusesWhatIsNoService(String text) {
		assertInvalid(text, "discovery://SERVICE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "tcp", "tcp:", "://x:1", "127.0.0.1:5555", "tcp:/x:1" })
	void refusesWhatHasNoTransport(String text) {
		assertInvalid(text, "no transport");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://", "tcp://127.0.0.1", "tcp://:5555" })
	void refusesWhatIsIncomplete(String text) {
		assertInvalid(text, "HOST:PORT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://x:", "tcp://x:!", "tcp://x:-1", "tcp://x:+1", "tcp://x:65536", "tcp://x:100000",
			"tcp://x:1 ", "tcp://x:1-2", "tcp://x:\u0661", "tcp://x:http" })
	void refusesOtherPorts(String text) {
		assertInvalid(text, "port");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp:// x:1", "tcp://a b:1", "tcp://user@x:1", "tcp://x/y:1", "tcp://[x]:1", "tcp://[]:1",
			"tcp://**:1", "tcp://-x:1", "tcp://.:1", "tcp://h\u00f6st:1", "tcp://fe80%eth0:1" })
	void refusesOtherHosts(String text) {
		assertInvalid(text, "the host is no name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://::1:5555", "tcp://[::1:5555", "tcp://[::1]x:5555" })
	void refusesIpv6WithoutBrackets(String text) {
		assertInvalid(text, "brackets");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "tcp://127.0.0.1:5555;0.0.0.0:1", "tcp://127.0.0.1;0.0.0.0:5555", "tcp://127.0.0.1:5555;" })
	void refusesSourceAddresses(String text) {
		assertInvalid(text, "source address");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ipc:///run/x", "IPC://x", "ipc://*" })
	void refusesIpcAndSaysWhy(String text) {
		assertInvalid(text, "TCP on 127.0.0.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pgm", "epgm", "norm", "tipc", "udp", "vmci", "ws", "wss", "http", "tcp4" })
	void refusesOtherTransports(String transport) {
		assertInvalid(transport + "://x:1", "'" + transport + "' is not supported");
	}

	@ParameterizedTest
	@ValueSource(strings = { "inproc://", "inproc://  " })
	void refusesInprocWithoutName(String text) {
		assertInvalid(text, "no name");
	}

	private static void assertInvalid(String text, String problem) {
		assertThatExceptionOfType(InvalidEndpointException.class).isThrownBy(() -> Endpoint.parse(text))
			.withMessageContaining("'" + text + "'")
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.getText()).isEqualTo(text));
	}

}
