// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Containers that receive messages and hand them to listeners.
 */
@NullMarked
package io.github.zmqsecure.listener;

import org.jspecify.annotations.NullMarked;
