// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The vectors of the NaCl distribution and of RFC 7748.
 */
class KnownVectorTests {

	private static final byte[] FIRST_KEY = hex("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");

	private static final byte[] NONCE = hex("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");

	private static final String MESSAGE = "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffc"
			+ "e5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057"
			+ "e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f93776384864"
			+ "5e0705";

	private static final String BOX = "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce"
			+ "48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738"
			+ "b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b3"
			+ "7973f622a43d14a6599b1f654cb45a74e355a5";

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void secretBox(NaclMode mode) {
		NaclProvider provider = Prerequisites.provider(mode);
		byte[] message = hex("00".repeat(32) + MESSAGE);
		byte[] box = new byte[message.length];
		provider.seal(box, message, box.length, NONCE, FIRST_KEY);
		assertThat(HexFormat.of().formatHex(box)).isEqualTo("00".repeat(16) + BOX);
		byte[] opened = new byte[box.length];
		assertThat(provider.open(opened, box, box.length, NONCE, FIRST_KEY)).isTrue();
		assertThat(opened).isEqualTo(message);
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void box(NaclMode mode) {
		NaclProvider provider = Prerequisites.provider(mode);
		byte[] aliceSecret = hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
		byte[] alicePublic = hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
		byte[] bobSecret = hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
		byte[] bobPublic = hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
		byte[] shared = new byte[32];
		assertThat(provider.sharedKey(shared, bobPublic, aliceSecret)).isTrue();
		assertThat(shared).isEqualTo(FIRST_KEY);
		assertThat(provider.sharedKey(shared, alicePublic, bobSecret)).isTrue();
		assertThat(shared).isEqualTo(FIRST_KEY);
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void hsalsa20(NaclMode mode) {
		NaclProvider provider = Prerequisites.provider(mode);
		byte[] key = hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
		byte[] derived = new byte[32];
		provider.hsalsa20(derived, new byte[16], key);
		assertThat(derived).isEqualTo(FIRST_KEY);
		provider.hsalsa20(derived, Arrays.copyOf(NONCE, 16), FIRST_KEY);
		assertThat(derived).isEqualTo(hex("dc908dda0b9344a953629b733820778880f3ceb421bb61b91cbd4c3e66256ce4"));
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void x25519(NaclMode mode) {
		NaclProvider provider = Prerequisites.provider(mode);
		assertThat(multiply(provider, "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
				"e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"))
			.isEqualTo("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
		assertThat(multiply(provider, "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
				"e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493"))
			.isEqualTo("95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void x25519Iterated(NaclMode mode) {
		NaclProvider provider = Prerequisites.provider(mode);
		byte[] scalar = new byte[32];
		scalar[0] = 9;
		byte[] point = scalar.clone();
		for (int i = 1; i <= 1000; i++) {
			byte[] product = new byte[32];
			assertThat(provider.multiply(product, scalar, point)).isTrue();
			point = scalar;
			scalar = product;
			if (i == 1) {
				assertThat(scalar).isEqualTo(hex("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"));
			}
		}
		assertThat(scalar).isEqualTo(hex("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"));
	}

	private static String multiply(NaclProvider provider, String scalar, String point) {
		byte[] product = new byte[32];
		assertThat(provider.multiply(product, hex(scalar), hex(point))).isTrue();
		return HexFormat.of().formatHex(product);
	}

	private static byte[] hex(String hex) {
		return HexFormat.of().parseHex(hex);
	}

}
