// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What several tests share.
 */
@NullMarked
package io.github.zmqsecure.support;

import org.jspecify.annotations.NullMarked;
