// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Proxies: what one managed socket receives is sent by another.
 */
@NullMarked
package io.github.zmqsecure.proxy;

import org.jspecify.annotations.NullMarked;
