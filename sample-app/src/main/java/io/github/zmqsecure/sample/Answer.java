// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

/**
 * The answer to an order, which travels as JSON.
 *
 * @param id the number of the order
 * @param status {@code accepted} or {@code rejected}
 * @param client the name that the requester was authenticated by
 */
record Answer(long id, String status, String client) {

}
