// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Configuration properties of one proxy, bound under {@code zmq.secure.proxies.*}. A
 * mutable JavaBean, not thread-safe.
 *
 * @since 0.1.0
 */
public class ZmqProxyProperties {

	/**
	 * Name of the socket that faces those who send, ask or publish: a PULL, ROUTER or
	 * XSUB. Required.
	 */
	private @Nullable String frontend;

	/**
	 * Name of the socket that faces those who receive, answer or subscribe: a PUSH,
	 * DEALER or XPUB. Required.
	 */
	private @Nullable String backend;

	/**
	 * Name of the socket that gets a copy of each message, as far as it can take it: a
	 * PUB, PUSH, PAIR or DEALER.
	 */
	private @Nullable String capture;

	public @Nullable String getFrontend() {
		return this.frontend;
	}

	public void setFrontend(@Nullable String frontend) {
		this.frontend = frontend;
	}

	public @Nullable String getBackend() {
		return this.backend;
	}

	public void setBackend(@Nullable String backend) {
		this.backend = backend;
	}

	public @Nullable String getCapture() {
		return this.capture;
	}

	public void setCapture(@Nullable String capture) {
		this.capture = capture;
	}

}
