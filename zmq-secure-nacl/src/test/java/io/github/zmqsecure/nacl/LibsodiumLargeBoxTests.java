// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.nio.ByteBuffer;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LibsodiumLargeBox}: what it leaves in memory.
 */
class LibsodiumLargeBoxTests {

	@Test
	void leavesNothingOfTheKeyOfTheTag() throws ReflectiveOperationException {
		Prerequisites.provider(NaclMode.LIBSODIUM);
		LibsodiumLargeBox large = new LibsodiumLargeBox(LibsodiumLibrary.bound().library);
		byte[] key = new byte[32];
		byte[] nonce = new byte[24];
		byte[] array = new byte[100_000];
		new Random(1).nextBytes(key);
		large.seal(array, array, array.length, nonce, key);
		assertThat(state(large)).containsOnly(0);
		assertThat(large.open(array, array, array.length, nonce, key)).isTrue();
		assertThat(state(large)).containsOnly(0);
		array[50_000] ^= 1;
		assertThat(large.open(array, array, array.length, nonce, key)).isFalse();
		assertThat(state(large)).containsOnly(0);
	}

	private static byte[] state(LibsodiumLargeBox large) throws ReflectiveOperationException {
		ByteBuffer buffer = (ByteBuffer) Class.forName("java.lang.foreign.MemorySegment")
			.getMethod("asByteBuffer")
			.invoke(large.state());
		byte[] bytes = new byte[buffer.remaining()];
		buffer.get(bytes);
		return bytes;
	}

}
