// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Comparisons of JeroMQ's CURVE by provider of cryptography, and with libzmq.
 */
@NullMarked
package io.github.zmqsecure.benchmarks;

import org.jspecify.annotations.NullMarked;
