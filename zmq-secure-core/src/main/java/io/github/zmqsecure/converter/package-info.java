// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Between frames and objects: the layout of messages on the wire, header frames, and the
 * conversion of payloads. Never Java serialization.
 * <p>
 * Internal but for the types that {@code docs/api.md} lists.
 */
@NullMarked
package io.github.zmqsecure.converter;

import org.jspecify.annotations.NullMarked;
