// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

/**
 * What happens to a request whose socket loses a connection.
 *
 * @param failFast whether it is over as soon as the socket has no peer
 * @param retries how often it is sent again if the connection ends that took it
 */
record RequestMode(boolean failFast, int retries) {

}
