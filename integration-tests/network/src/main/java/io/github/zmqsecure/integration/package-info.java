// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Two applications as a user would write them, which tell on request how they are.
 */
@NullMarked
package io.github.zmqsecure.integration;

import org.jspecify.annotations.NullMarked;
