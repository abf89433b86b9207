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

/**
 * When a peer last took something of what waits for it.
 */
final class SendProgress {

	private long last;

	private long taken;

	private int unsent;

	SendProgress(long now) {
		this.last = now;
	}

	/**
	 * Look again whether the peer takes nothing.
	 * @param awaitsPeer whether something waits for the peer, and for nobody else
	 * @param taken how many bytes the engine has taken so far
	 * @param unsent how many of them the network has not
	 * @param now the time
	 * @param nanos for how long it may take nothing
	 * @return whether it has taken nothing for longer
	 */
	boolean isStalled(boolean awaitsPeer, long taken, int unsent, long now, long nanos) {
		if (!awaitsPeer || taken != this.taken || unsent != this.unsent) {
			this.taken = taken;
			this.unsent = unsent;
			this.last = now;
		}
		return now - this.last > nanos;
	}

	long getLast() {
		return this.last;
	}

}
