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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A {@link CounterBox} that hands a whole nonce to a provider each time.
 */
class ProviderCounterBox implements CounterBox {

	private static final int KEY_LENGTH = 32;

	private static final int NONCE_LENGTH = 24;

	private static final int COUNTER = 16;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private final NaclProvider provider;

	private final byte[] key;

	private final byte[] nonce;

	private boolean wiped;

	ProviderCounterBox(NaclProvider provider, byte[] key, byte[] prefix) {
		this.provider = provider;
		this.key = Arrays.copyOf(key, KEY_LENGTH);
		this.nonce = Arrays.copyOf(prefix, NONCE_LENGTH);
	}

	@Override
	public void seal(byte[] array, int length, long counter) {
		start(counter);
		this.provider.seal(array, array, length, this.nonce, this.key);
	}

	@Override
	public boolean open(byte[] array, int length, long counter) {
		start(counter);
		return this.provider.open(array, array, length, this.nonce, this.key);
	}

	@Override
	public void wipe() {
		this.wiped = true;
		Arrays.fill(this.key, (byte) 0);
	}

	private void start(long counter) {
		if (this.wiped) {
			throw new IllegalStateException("The key of this box was wiped");
		}
		LONG.set(this.nonce, COUNTER, counter);
	}

}
