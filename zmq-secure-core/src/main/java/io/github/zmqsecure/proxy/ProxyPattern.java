// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.proxy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.zeromq.SocketType;

/**
 * What sockets can be connected by a proxy, under the names that ZeroMQ had for its
 * devices.
 *
 * @since 0.1.0
 */
public enum ProxyPattern {

	/** Requests go to workers in turn, and their replies back to who asked. */
	QUEUE(SocketType.ROUTER, SocketType.DEALER),

	/** What is published goes to subscribers, and their subscriptions to publishers. */
	FORWARDER(SocketType.XSUB, SocketType.XPUB),

	/** Messages go to workers in turn. */
	STREAMER(SocketType.PULL, SocketType.PUSH);

	private static final Set<SocketType> CAPTURES = EnumSet.of(SocketType.PUB, SocketType.PUSH, SocketType.PAIR,
			SocketType.DEALER);

	private final SocketType frontend;

	private final SocketType backend;

	ProxyPattern(SocketType frontend, SocketType backend) {
		this.frontend = frontend;
		this.backend = backend;
	}

	/**
	 * Return what two sockets make.
	 * @param frontend the type of the frontend
	 * @param backend the type of the backend
	 * @return the pattern, empty if they don't fit
	 */
	public static Optional<ProxyPattern> of(SocketType frontend, SocketType backend) {
		return Arrays.stream(values())
			.filter((each) -> each.frontend == frontend && each.backend == backend)
			.findFirst();
	}

	/**
	 * Return the pairs of types that fit.
	 * @return the pairs, such as {@code ROUTER and DEALER}
	 */
	public static String describe() {
		return Arrays.stream(values())
			.map((each) -> each.frontend + " and " + each.backend)
			.collect(Collectors.joining(", or "));
	}

	/**
	 * Return whether sockets of a type can capture.
	 * @param type the type
	 * @return whether they send to whoever is there, and need not be read
	 */
	public static boolean canCapture(SocketType type) {
		return CAPTURES.contains(type);
	}

}
