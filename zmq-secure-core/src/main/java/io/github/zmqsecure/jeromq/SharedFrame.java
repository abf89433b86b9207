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

package io.github.zmqsecure.jeromq;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.memory.ByteAccount;
import zmq.Msg;

/**
 * A frame that a publisher gives to many connections, and that occupies memory once. It
 * counts while any of them holds it. Thread-safe.
 */
final class SharedFrame extends Msg {

	private final ByteAccount account;

	private final AtomicInteger holders = new AtomicInteger();

	SharedFrame(byte[] frame, ByteAccount account) {
		super(frame);
		this.account = account;
	}

	void hold() {
		if (this.holders.getAndIncrement() == 0) {
			this.account.take(MeteredPipe.costOf(this));
		}
	}

	void release() {
		if (this.holders.decrementAndGet() == 0) {
			this.account.release(MeteredPipe.costOf(this));
		}
	}

}
