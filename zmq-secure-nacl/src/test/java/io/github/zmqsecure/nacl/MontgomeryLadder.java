// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.math.BigInteger;

/**
 * X25519 as RFC 7748 writes it down, with big integers: slow, but nothing to get wrong.
 * What the providers are held against.
 */
final class MontgomeryLadder {

	static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

	private static final BigInteger A24 = BigInteger.valueOf(121665);

	private MontgomeryLadder() {
	}

	static byte[] multiply(byte[] scalar, byte[] point) {
		byte[] clamped = scalar.clone();
		clamped[0] &= (byte) 248;
		clamped[31] &= 127;
		clamped[31] |= 64;
		byte[] masked = point.clone();
		masked[31] &= 127;
		return bytes(ladder(number(clamped), number(masked).mod(P)));
	}

	static BigInteger number(byte[] littleEndian) {
		byte[] reversed = new byte[32];
		for (int i = 0; i < 32; i++) {
			reversed[i] = littleEndian[31 - i];
		}
		return new BigInteger(1, reversed);
	}

	static byte[] bytes(BigInteger number) {
		byte[] bytes = new byte[32];
		for (int i = 0; i < 32; i++) {
			bytes[i] = number.shiftRight(8 * i).byteValue();
		}
		return bytes;
	}

	private static BigInteger ladder(BigInteger k, BigInteger u) {
		BigInteger x2 = BigInteger.ONE;
		BigInteger z2 = BigInteger.ZERO;
		BigInteger x3 = u;
		BigInteger z3 = BigInteger.ONE;
		for (int t = 254; t >= 0; t--) {
			boolean bit = k.testBit(t);
			BigInteger xa = bit ? x3 : x2;
			BigInteger za = bit ? z3 : z2;
			BigInteger xb = bit ? x2 : x3;
			BigInteger zb = bit ? z2 : z3;
			BigInteger sum = xa.add(za);
			BigInteger difference = xa.subtract(za);
			BigInteger aa = sum.multiply(sum).mod(P);
			BigInteger bb = difference.multiply(difference).mod(P);
			BigInteger e = aa.subtract(bb);
			BigInteger da = xb.subtract(zb).multiply(sum).mod(P);
			BigInteger cb = xb.add(zb).multiply(difference).mod(P);
			BigInteger added = da.add(cb).modPow(BigInteger.TWO, P);
			BigInteger subtracted = u.multiply(da.subtract(cb).modPow(BigInteger.TWO, P)).mod(P);
			BigInteger doubledX = aa.multiply(bb).mod(P);
			BigInteger doubledZ = e.multiply(aa.add(A24.multiply(e))).mod(P);
			x2 = bit ? added : doubledX;
			z2 = bit ? subtracted : doubledZ;
			x3 = bit ? doubledX : added;
			z3 = bit ? doubledZ : subtracted;
		}
		return x2.multiply(z2.modPow(P.subtract(BigInteger.TWO), P)).mod(P);
	}

}
