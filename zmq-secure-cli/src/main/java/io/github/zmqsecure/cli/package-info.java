// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The command line: keys from birth to retirement, configurations and servers.
 */
@NullMarked
package io.github.zmqsecure.cli;

import org.jspecify.annotations.NullMarked;
