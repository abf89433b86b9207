// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * How many bytes may be held at once, by whom and for what. Knows nothing of ZeroMQ.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.github.zmqsecure.memory;

import org.jspecify.annotations.NullMarked;
