// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * NaCl's {@code crypto_box} for JeroMQ's CURVE, by Bouncy Castle or libsodium: the
 * providers, their known-answer test and their selection.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.github.zmqsecure.nacl;

import org.jspecify.annotations.NullMarked;
