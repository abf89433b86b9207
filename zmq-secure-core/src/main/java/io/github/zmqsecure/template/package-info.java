// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Sending, publishing and requesting, from any thread.
 */
@NullMarked
package io.github.zmqsecure.template;

import org.jspecify.annotations.NullMarked;
