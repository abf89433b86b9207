// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A price, which travels as JSON behind its pair, the topic.
 *
 * @param pair the pair of currencies
 * @param value its price
 * @param time when it was made
 */
record Price(String pair, BigDecimal value, Instant time) {

}
