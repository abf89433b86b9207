// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Health of the sockets.
 */
@NullMarked
package io.github.zmqsecure.health;

import org.jspecify.annotations.NullMarked;
