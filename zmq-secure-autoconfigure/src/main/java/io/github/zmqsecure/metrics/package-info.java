// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Meters of the sockets.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.github.zmqsecure.metrics;

import org.jspecify.annotations.NullMarked;
