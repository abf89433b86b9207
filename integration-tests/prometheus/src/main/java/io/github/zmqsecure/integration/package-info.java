// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * An application whose meters are scraped.
 */
@NullMarked
package io.github.zmqsecure.integration;

import org.jspecify.annotations.NullMarked;
