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

import org.jspecify.annotations.Nullable;

/**
 * A {@link CounterBox} that hands a whole nonce to a provider each time.
 */
class ProviderCounterBox implements CounterBox {

	private static final int PADDING = 32;

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
	public void seal(byte[] box, int offset, int beginning, byte[] rest, int from, int length, long counter) {
		start(counter);
		int end = PADDING + beginning;
		byte[] message = new byte[end + length];
		System.arraycopy(box, offset + PADDING, message, PADDING, beginning);
		System.arraycopy(rest, from, message, end, length);
		this.provider.seal(message, message, message.length, this.nonce, this.key);
		System.arraycopy(message, 0, box, offset, message.length);
	}

	@Override
	public byte @Nullable [] open(byte[] box, int length, int beginning, long counter) {
		start(counter);
		boolean opened = this.provider.open(box, box, length, this.nonce, this.key);
		return (opened) ? Arrays.copyOfRange(box, PADDING + beginning, length) : null;
	}

	@Override
	public void startOpening(byte[] head, long counter) {
		start(counter);
	}

	/** All pieces are opened at once, at the end. */
	@Override
	public void openPiece(byte[] rest, int beginning, int from, int to) {
	}

	@Override
	public boolean finishOpening(byte[] head, int beginning, byte[] rest) {
		int start = PADDING + beginning;
		byte[] box = Arrays.copyOf(head, start + rest.length);
		System.arraycopy(rest, HEAD - start, box, HEAD, box.length - HEAD);
		boolean opened = this.provider.open(box, box, box.length, this.nonce, this.key);
		if (opened) {
			System.arraycopy(box, 0, head, 0, start);
			System.arraycopy(box, start, rest, 0, rest.length);
		}
		else {
			Arrays.fill(rest, (byte) 0);
		}
		return opened;
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
