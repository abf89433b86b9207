// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The kinds of public keys that Wycheproof tries on X25519.
 */
class X25519EdgeCaseTests {

	private static final BigInteger P = MontgomeryLadder.P;

	private final Random random = new Random(7748);

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void refusesPointsOfLowOrder(NaclMode mode) {
		NaclProvider provider = Prerequisites.provider(mode);
		for (byte[] point : lowOrderPoints()) {
			byte[] product = new byte[32];
			assertThat(provider.multiply(product, randomBytes(), point)).as(HexFormat.of().formatHex(point)).isFalse();
			byte[] shared = new byte[32];
			assertThat(provider.sharedKey(shared, point, randomBytes())).isFalse();
			assertThat(shared).as("key that nobody knows").isNotEqualTo(new byte[32]);
			assertThat(MontgomeryLadder.multiply(randomBytes(), point)).isEqualTo(new byte[32]);
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void reducesPointsThatAreNotCanonical(NaclMode mode) {
		NaclProvider provider = Prerequisites.provider(mode);
		for (int i = 2; i < 19; i++) {
			assertSame(provider, randomBytes(), MontgomeryLadder.bytes(P.add(BigInteger.valueOf(i))));
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void ignoresTheHighestBit(NaclMode mode) {
		NaclProvider provider = Prerequisites.provider(mode);
		for (int i = 0; i < 20; i++) {
			byte[] point = randomBytes();
			point[31] |= (byte) 0x80;
			assertSame(provider, randomBytes(), point);
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void multipliesPointsOfCurveAndTwist(NaclMode mode) {
		NaclProvider provider = Prerequisites.provider(mode);
		int onTwist = 0;
		for (int i = 0; i < 40; i++) {
			byte[] point = randomBytes();
			onTwist += isOnTwist(point) ? 1 : 0;
			assertSame(provider, randomBytes(), point);
		}
		assertThat(onTwist).isBetween(1, 39);
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void handlesSmallAndLargeNumbers(NaclMode mode) {
		NaclProvider provider = Prerequisites.provider(mode);
		for (int shift : new int[] { 1, 25, 26, 51, 52, 102, 127, 128, 204, 230, 253, 254 }) {
			BigInteger power = BigInteger.TWO.pow(shift);
			for (BigInteger u : List.of(power, power.add(BigInteger.ONE), P.subtract(power).mod(P),
					power.subtract(BigInteger.ONE).add(BigInteger.valueOf(4)))) {
				assertSame(provider, randomBytes(), MontgomeryLadder.bytes(u));
				assertSame(provider, MontgomeryLadder.bytes(u), randomBytes());
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void derivesPublicKeys(NaclMode mode) {
		NaclProvider provider = Prerequisites.provider(mode);
		byte[] base = new byte[32];
		base[0] = 9;
		for (int i = 0; i < 20; i++) {
			byte[] scalar = randomBytes();
			byte[] product = new byte[32];
			provider.multiplyBase(product, scalar);
			assertThat(product).isEqualTo(MontgomeryLadder.multiply(scalar, base));
		}
	}

	private void assertSame(NaclProvider provider, byte[] scalar, byte[] point) {
		byte[] product = new byte[32];
		assertThat(provider.multiply(product, scalar, point)).isTrue();
		assertThat(product).as(HexFormat.of().formatHex(point)).isEqualTo(MontgomeryLadder.multiply(scalar, point));
	}

	private static List<byte[]> lowOrderPoints() {
		BigInteger eight = MontgomeryLadder
			.number(HexFormat.of().parseHex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"));
		BigInteger other = MontgomeryLadder
			.number(HexFormat.of().parseHex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"));
		List<byte[]> points = new ArrayList<>();
		for (BigInteger u : List.of(BigInteger.ZERO, BigInteger.ONE, eight, other, P.subtract(BigInteger.ONE), P,
				P.add(BigInteger.ONE))) {
			byte[] point = MontgomeryLadder.bytes(u);
			points.add(point);
			byte[] withBit = point.clone();
			withBit[31] |= (byte) 0x80;
			points.add(withBit);
		}
		return points;
	}

	private static boolean isOnTwist(byte[] point) {
		byte[] masked = point.clone();
		masked[31] &= 127;
		BigInteger u = MontgomeryLadder.number(masked).mod(P);
		BigInteger square = u.pow(3).add(BigInteger.valueOf(486662).multiply(u.pow(2))).add(u).mod(P);
		return !square.modPow(P.subtract(BigInteger.ONE).shiftRight(1), P).equals(BigInteger.ONE);
	}

	private byte[] randomBytes() {
		byte[] bytes = new byte[32];
		this.random.nextBytes(bytes);
		return bytes;
	}

}
