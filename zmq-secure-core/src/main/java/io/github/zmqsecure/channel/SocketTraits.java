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

package io.github.zmqsecure.channel;

import java.util.EnumSet;
import java.util.Set;

import io.github.zmqsecure.socket.SocketSettings;
import org.zeromq.SocketType;

import org.springframework.util.Assert;

/**
 * What the types of sockets can do.
 */
final class SocketTraits {

	private static final Set<SocketType> RECEIVE_ONLY = EnumSet.of(SocketType.SUB, SocketType.PULL, SocketType.GATHER,
			SocketType.DISH);

	private static final Set<SocketType> SEND_ONLY = EnumSet.of(SocketType.PUB, SocketType.PUSH, SocketType.SCATTER,
			SocketType.RADIO);

	private static final Set<SocketType> NO_RECEIVER_NEEDED = EnumSet.of(SocketType.PUB, SocketType.XPUB,
			SocketType.ROUTER, SocketType.REP, SocketType.XSUB);

	private static final Set<SocketType> PREFETCHING = EnumSet.of(SocketType.ROUTER, SocketType.REP, SocketType.SUB,
			SocketType.XSUB, SocketType.DISH);

	private SocketTraits() {
	}

	static boolean canSend(SocketType type) {
		return !RECEIVE_ONLY.contains(type);
	}

	static boolean canReceive(SocketType type) {
		return !SEND_ONLY.contains(type);
	}

	static void assertReceives(SocketSettings settings) {
		Assert.state(canReceive(settings.type()),
				() -> "Socket '" + settings.name() + "' is a " + settings.type() + " and can't receive");
	}

	/**
	 * Whether messages go to whichever peer has room, so that they should wait until one
	 * is authenticated: JeroMQ would also give them to a connection that is not, and lose
	 * them with it.
	 */
	static boolean awaitsPeer(SocketType type) {
		return canSend(type) && !NO_RECEIVER_NEEDED.contains(type);
	}

	/**
	 * Whether JeroMQ tells when there is room again. For publishers it always says that
	 * there is.
	 */
	static boolean signalsRoom(SocketType type) {
		return type != SocketType.PUB && type != SocketType.XPUB;
	}

	/**
	 * Whether JeroMQ begins to read a message when it is asked whether there is one.
	 */
	static boolean beginsToRead(SocketType type) {
		return PREFETCHING.contains(type);
	}

}
