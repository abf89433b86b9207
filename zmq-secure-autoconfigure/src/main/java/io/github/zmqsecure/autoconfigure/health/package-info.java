// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Auto-configuration of the ZeroMQ health indicator.
 */
@NullMarked
package io.github.zmqsecure.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
