// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.proxy;

import org.jspecify.annotations.Nullable;

/**
 * Which sockets a proxy connects.
 *
 * @param name the name of the proxy
 * @param frontend the name of the socket that faces those who send, ask or publish
 * @param backend the name of the socket that faces those who receive, answer or subscribe
 * @param capture the name of the socket that gets a copy of each message, {@code null}
 * for none
 * @since 0.1.0
 */
public record ZmqProxySettings(String name, String frontend, String backend, @Nullable String capture) {

}
