// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AddressRange}.
 */
class AddressRangeTests {

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, 10.255.255.255, 11.0.0.0", "10.1.2.3, 10.1.2.3, 10.1.2.4", "0.0.0.0/0, 8.8.8.8, ::1",
			"::/0, fd00::1, 10.0.0.1", "192.168.4.0/22, 192.168.7.255, 192.168.8.0",
			"192.168.1.128/25, 192.168.1.255, 192.168.1.127", "fd00::/8, fdff::1, fe00::1", "::1, ::1, ::2",
			"[2001:db8::]/33, 2001:db8:7fff::1, 2001:db8:8000::1", "127.0.0.1/32, 127.0.0.1, 127.0.0.2",
			"::ffff:10.0.0.0/104, 10.1.2.3, 11.0.0.0", "::ffff:10.0.0.1, 10.0.0.1, 10.0.0.2",
			"fe80::1, fe80::1%lo, fe80::2%lo" })
	void containsItsAddresses(String text, String inside, String outside) {
		AddressRange range = AddressRange.parse(text);
		assertThat(range.contains(AddressRange.parseAddress(inside))).isTrue();
		assertThat(range.contains(AddressRange.parseAddress(outside))).isFalse();
		assertThat(AddressRange.parse(range.toString())).isEqualTo(range).hasSameHashCodeAs(range);
	}

	@Test
	void agreesWithArithmeticOnRandomIpv4() throws UnknownHostException {
		Random random = new Random(32);
		for (int i = 0; i < 2000; i++) {
			int length = random.nextInt(33);
			int mask = (length == 0) ? 0 : -1 << (32 - length);
			int network = random.nextInt() & mask;
			int address = random.nextBoolean() ? random.nextInt() : network | (random.nextInt() & ~mask);
			AddressRange range = AddressRange.parse(address(network).getHostAddress() + "/" + length);
			assertThat(range.contains(address(address))).isEqualTo((address & mask) == network);
		}
	}

	@Test
	void treatsMappedAddressesAsIpv4() throws UnknownHostException {
		byte[] bytes = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1 };
		InetAddress mapped = Inet6Address.getByAddress(null, bytes, -1);
		assertThat(mapped).isInstanceOf(Inet6Address.class);
		assertThat(AddressRange.parse("10.0.0.0/8").contains(mapped)).isTrue();
		assertThat(AddressRange.parse("::/0").contains(mapped)).isFalse();
	}

	@Test
	void equalsOnlyTheSameRange() {
		assertThat(AddressRange.parse("10.0.0.0/8")).isNotEqualTo(AddressRange.parse("10.0.0.0/9"))
			.isNotEqualTo(AddressRange.parse("11.0.0.0/8"))
			.isNotEqualTo("10.0.0.0/8");
	}

	@Test
	void knowsSingleAddresses() {
		assertThat(AddressRange.parse("10.0.0.0").isSingleAddress()).isTrue();
		assertThat(AddressRange.parse("::1/128").isSingleAddress()).isTrue();
		assertThat(AddressRange.parse("10.0.0.0/31").isSingleAddress()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "localhost", "127.1", "0", "2130706433", "0x7f.0.0.1", "010.0.0.1", "1.2.3.256",
			"1.2.3", "1.2.3.4.5", " 1.2.3.4", ":", ":::", "1::2::3", "[::1", "fd00::g", "::1%lo/128x", "10.0.0.0 /8" })
	void refusesWhatIsNoAddress(String text) {
		assertThatExceptionOfType(InvalidEndpointException.class).isThrownBy(() -> AddressRange.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/a", "10.0.0.0/8/8",
			"::ffff:10.0.0.0/95", "10.0.0.0/255.0.0.0" })
	void refusesOtherPrefixLengths(String text) {
		assertThatExceptionOfType(InvalidEndpointException.class).isThrownBy(() -> AddressRange.parse(text))
			.withMessageContaining("prefix length");
	}

	@Test
	void refusesBitsAfterThePrefixAndNamesTheBlock() {
		assertThatExceptionOfType(InvalidEndpointException.class).isThrownBy(() -> AddressRange.parse("10.1.2.3/8"))
			.withMessageContaining("10.0.0.0/8");
	}

	private static InetAddress address(int bits) throws UnknownHostException {
		return InetAddress
			.getByAddress(new byte[] { (byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits });
	}

}
