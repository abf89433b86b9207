// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What every application sees of ZMQ Secure: exceptions and header names.
 * <p>
 * Internal but for the types that {@code docs/api.md} lists.
 */
@NullMarked
package io.github.zmqsecure;

import org.jspecify.annotations.NullMarked;
