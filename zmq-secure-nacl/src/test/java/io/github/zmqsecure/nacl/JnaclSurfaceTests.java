// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Random;

import com.neilalexander.jnacl.NaCl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * jnacl's public methods, by reflection: ours are all there, and compute the same but
 * where jnacl is wrong. It takes the highest bit of a point for a part of the number,
 * which RFC 7748 forbids, and mixes up the blocks of a {@code crypto_stream} from 128
 * bytes on.
 */
class JnaclSurfaceTests {

	private static final String PACKAGE = "com.neilalexander.jnacl.crypto.";

	private static final int MESSAGE = 200;

	private final Random random = new Random(5);

	@ParameterizedTest
	@ValueSource(strings = { "curve25519", "curve25519xsalsa20poly1305", "hsalsa20", "poly1305", "salsa20", "verify_16",
			"xsalsa20", "xsalsa20poly1305" })
	void hasTheSameMethodsThatComputeTheSame(String type) throws Exception {
		Class<?> original = OriginalJnacl.LOADER.loadClass(PACKAGE + type);
		Class<?> replacement = Class.forName(PACKAGE + type);
		assertThat(NaclClassPath.Replacement.class).isAssignableFrom(replacement);
		for (Field field : original.getFields()) {
			assertThat(replacement.getField(field.getName()).get(null)).isEqualTo(field.get(null));
		}
		for (Method method : original.getDeclaredMethods()) {
			if (Modifier.isPublic(method.getModifiers())) {
				Method ours = replacement.getMethod(method.getName(), method.getParameterTypes());
				assertThat(ours.getReturnType()).isEqualTo(method.getReturnType());
				if (!method.getName().equals("crypto_box_keypair")) {
					assertSame(method, ours);
				}
			}
		}
	}

	@Test
	void encryptsAndDecrypts() throws Exception {
		byte[] nonce = new byte[24];
		byte[] publicKey = new byte[32];
		byte[] secretKey = new byte[32];
		CryptoBox.keypair(publicKey, secretKey);
		NaCl nacl = new NaCl(NaCl.asHex(secretKey), NaCl.asHex(publicKey));
		byte[] message = { 1, 2, 3 };
		byte[] box = nacl.encrypt(message, nonce);
		assertThat(nacl.decrypt(box, nonce)).isEqualTo(message);
		assertThat(NaCl.asHex(new int[] { 1, 255, 4096 })).isEqualTo("01ff1000");
		assertThatException().isThrownBy(() -> new NaCl(new byte[31], publicKey)).withMessageContaining("Private");
		assertThatException().isThrownBy(() -> new NaCl(secretKey, new byte[31])).withMessageContaining("Public");
		assertThatException().isThrownBy(() -> new NaCl(secretKey, new byte[32])).withMessageContaining("low order");
	}

	private void assertSame(Method original, Method replacement) throws Exception {
		Object[] arguments = arguments(original);
		Object[] copies = Arrays.stream(arguments)
			.map((argument) -> (argument instanceof byte[] bytes) ? bytes.clone() : argument)
			.toArray();
		Object expected = original.invoke(null, arguments);
		assertThat(replacement.invoke(null, copies)).as(original.toString()).isEqualTo(expected);
		assertThat(copies).as(original.toString()).isEqualTo(arguments);
	}

	private Object[] arguments(Method method) {
		Class<?>[] types = method.getParameterTypes();
		Object[] arguments = new Object[types.length];
		for (int i = 0; i < types.length; i++) {
			if (types[i] == byte[].class) {
				byte[] bytes = new byte[MESSAGE];
				this.random.nextBytes(bytes);
				bytes[31] &= 0x7f;
				arguments[i] = bytes;
			}
			else {
				arguments[i] = number(method, types[i], i);
			}
		}
		return arguments;
	}

	private static Object number(Method method, Class<?> type, int index) {
		if (type == long.class) {
			return 150L;
		}
		boolean length = method.getName().startsWith("crypto_stream") && (index == 1 || index == 2)
				&& method.getParameterTypes()[index + 1] == byte[].class;
		if (!length) {
			return 8;
		}
		return method.getName().equals("crypto_stream") ? 100 : 150;
	}

}
