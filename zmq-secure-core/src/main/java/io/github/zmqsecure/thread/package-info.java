// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Threads that security, delivery or health depends on, which do not end. Internal: may
 * change in any release.
 */
@NullMarked
package io.github.zmqsecure.thread;

import org.jspecify.annotations.NullMarked;
