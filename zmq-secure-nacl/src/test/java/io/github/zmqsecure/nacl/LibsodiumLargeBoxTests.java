/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
