// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * An application as a user would write it.
 */
@NullMarked
package io.github.zmqsecure.integration;

import org.jspecify.annotations.NullMarked;
