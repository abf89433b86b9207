// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Tests of the command line.
 */
@NullMarked
package io.github.zmqsecure.cli;

import org.jspecify.annotations.NullMarked;
