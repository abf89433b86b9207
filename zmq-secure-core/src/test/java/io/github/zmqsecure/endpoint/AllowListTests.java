// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.net.InetAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AllowList}.
 */
class AllowListTests {

	@Test
	void isPrintedInCanonicalForm() {
		AllowList list = AllowList.of(List.of("TCP://LocalHost:*", "tcp://10.0.0.0/8:5000-5010", "tcp://[::1]:5555",
				"tcp://*:1-65535", "inproc://*"));
		assertThat(list)
			.hasToString("[tcp://localhost:*, tcp://10.0.0.0/8:5000-5010, tcp://[::1]:5555, tcp://*:*, inproc://*]");
		assertThat(list.isEmpty()).isFalse();
		assertThat(AllowList.of(List.of()).isEmpty()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "tcp://127.0.0.1:*, 127.0.0.1, 1, true", "tcp://127.0.0.1:*, 127.0.0.1, 65535, true",
			"tcp://127.0.0.1:5555, 127.0.0.1, 5556, false", "tcp://127.0.0.1:5000-5010, 127.0.0.1, 5010, true",
			"tcp://127.0.0.1:5000-5010, 127.0.0.1, 5011, false", "tcp://127.0.0.1:5000-5010, 127.0.0.1, 4999, false",
			"tcp://10.0.0.0/8:*, 10.9.9.9, 1, true", "tcp://10.0.0.0/8:*, 11.0.0.0, 1, false",
			"tcp://[fd00::/8]:*, fd00::1, 1, true", "tcp://[fd00::]/8:*, fd00::1, 1, true",
			"tcp://[::1]:*, 127.0.0.1, 1, false", "tcp://127.0.0.1:*, ::1, 1, false", "tcp://*:*, ::1, 1, true",
			"tcp://*:5555, 0.0.0.0, 5555, true", "tcp://0.0.0.0:*, 0.0.0.0, 1, true", "tcp://[::]:*, ::, 1, true",
			"tcp://0.0.0.0:*, ::, 1, false", "tcp://0.0.0.0:*, 127.0.0.1, 1, false",
			"tcp://0.0.0.0/0:*, 0.0.0.0, 1, false", "tcp://0.0.0.0/0:*, 8.8.8.8, 1, true",
			"tcp://[::/0]:*, ::, 1, false", "tcp://somewhere:*, 0.0.0.0, 1, false",
			"tcp://somewhere:*, 10.0.0.1, 1, true", "inproc://*, 127.0.0.1, 1, false" })
	void allowsAddresses(String entry, String address, int port, boolean allowed) {
		InetAddress parsed = AddressRange.parseAddress(address);
		assertThat(AllowList.of(List.of(entry)).allowsAddress(parsed, port, (name, candidate) -> true))
			.isEqualTo(allowed);
	}

	@Test
	void allowsAPortThatTheSystemChoosesOnlyWhereThereIsAChoice() {
		InetAddress address = AddressRange.parseAddress("127.0.0.1");
		assertThat(AllowList.of(List.of("tcp://127.0.0.1:*")).allowsAddress(address, 0, (name, found) -> false))
			.isTrue();
		assertThat(AllowList.of(List.of("tcp://127.0.0.1:5-6")).allowsAddress(address, 0, (name, found) -> false))
			.isTrue();
		assertThat(AllowList.of(List.of("tcp://127.0.0.1:5")).allowsAddress(address, 0, (name, found) -> false))
			.isFalse();
	}

	@Test
	void allowsNames() {
		AllowList list = AllowList.of(List.of("tcp://Billing.Example.:5555", "tcp://10.0.0.1:*"));
		assertThat(list.allowsName("billing.example", 5555)).isTrue();
		assertThat(list.allowsName("billing.example.", 5555)).isTrue();
		assertThat(list.allowsName("billing.example", 5556)).isFalse();
		assertThat(list.allowsName("x.billing.example", 5555)).isFalse();
		assertThat(list.allowsName("10.0.0.1", 5555)).isFalse();
	}

	@Test
	void allowsInproc() {
		assertThat(AllowList.of(List.of("inproc://*")).allowsInproc("x")).isTrue();
		assertThat(AllowList.of(List.of("inproc://x")).allowsInproc("x")).isTrue();
		assertThat(AllowList.of(List.of("inproc://x")).allowsInproc("X")).isFalse();
		assertThat(AllowList.of(List.of("tcp://*:*")).allowsInproc("x")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "tcp://*", "tcp://:1", "tcp://x:", "tcp://x:0", "tcp://x:0-1", "tcp://x:2-1",
			"tcp://x:65536", "tcp://x:1-", "tcp://x:-1", "tcp://x:1-2-3", "tcp://x:1;y:2", "tcp://::1:5555",
			"tcp://[::1]", "tcp://[::1:5555", "tcp://[::1]x:5555", "tcp://10.0.0.1/8:*", "tcp://10.0.0.0/33:*",
			"tcp://127.1:*", "tcp://0:*", "tcp://2130706433:*", "tcp://0x7f000001:*", "tcp://x/8:*", "tcp://a b:*",
			"tcp://*.example:*", "inproc://", "ipc://*", "udp://*:*", "discovery://orders" })
	void refusesMalformedEntries(String entry) {
		assertThatExceptionOfType(InvalidEndpointException.class).isThrownBy(() -> AllowList.of(List.of(entry)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://cafe:*", "tcp://feed.example:*", "tcp://0xcafe.example:*", "tcp://a1:*" })
	void takesNamesThatLookLikeNumbers(String entry) {
		assertThat(AllowList.of(List.of(entry))).hasToString("[" + entry + "]");
	}

}
