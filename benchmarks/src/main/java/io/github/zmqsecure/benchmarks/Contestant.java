// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.Locale;

/**
 * Whose sockets and whose cryptography run.
 *
 * @since 0.1.0
 */
public enum Contestant {

	/**
	 * JeroMQ with the original jnacl.
	 */
	JNACL,

	/**
	 * JeroMQ with zmq-secure-nacl on Bouncy Castle.
	 */
	BOUNCY_CASTLE,

	/**
	 * JeroMQ with zmq-secure-nacl on libsodium.
	 */
	LIBSODIUM,

	/**
	 * Sockets as the starter makes them, on Bouncy Castle.
	 */
	STARTER_BOUNCY_CASTLE,

	/**
	 * Sockets as the starter makes them, on libsodium.
	 */
	STARTER_LIBSODIUM,

	/**
	 * The template sends, a functional listener with concurrency 0 receives.
	 */
	TEMPLATE_LISTENER,

	/**
	 * The template sends, an annotated method receives.
	 */
	TEMPLATE_METHOD,

	/**
	 * The adapters of Spring Integration over JeroMQ with the original jnacl.
	 */
	SPRING_INTEGRATION,

	/**
	 * No Java at all: libzmq from a program in C.
	 */
	LIBZMQ,

	/**
	 * libzmq with a ZAP handler.
	 */
	LIBZMQ_ZAP,

	/**
	 * Spring gRPC with mutual TLS, a call for each request.
	 */
	GRPC_UNARY,

	/**
	 * Spring gRPC with mutual TLS, one stream of requests and replies.
	 */
	GRPC_STREAMING;

	/**
	 * Return the name for reports and command lines.
	 * @return the name with hyphens
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return whose cryptography a contestant uses.
	 * @return the contestant that stands for it alone
	 */
	Contestant crypto() {
		return switch (this) {
			case STARTER_BOUNCY_CASTLE -> BOUNCY_CASTLE;
			case STARTER_LIBSODIUM -> LIBSODIUM;
			case SPRING_INTEGRATION -> JNACL;
			default -> this;
		};
	}

	/**
	 * Return what {@code zmq.secure.crypto.provider} is to be.
	 * @return the name of a provider, or {@code auto}
	 */
	String provider() {
		return switch (crypto()) {
			case BOUNCY_CASTLE, LIBSODIUM -> crypto().label();
			default -> "auto";
		};
	}

	boolean isStarter() {
		return this == STARTER_BOUNCY_CASTLE || this == STARTER_LIBSODIUM;
	}

	boolean isModel() {
		return this == TEMPLATE_LISTENER || this == TEMPLATE_METHOD;
	}

	boolean isLibzmq() {
		return this == LIBZMQ || this == LIBZMQ_ZAP;
	}

	boolean isGrpc() {
		return this == GRPC_UNARY || this == GRPC_STREAMING;
	}

	/**
	 * Find a contestant.
	 * @param label its name with hyphens
	 * @return the contestant
	 */
	public static Contestant of(String label) {
		return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
