// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Listeners by annotation.
 */
@NullMarked
package io.github.zmqsecure.annotation;

import org.jspecify.annotations.NullMarked;
