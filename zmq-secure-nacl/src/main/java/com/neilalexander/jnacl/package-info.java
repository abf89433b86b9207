// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The convenience class of jnacl 1.0.0, over {@link io.github.zmqsecure.nacl}.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package com.neilalexander.jnacl;

import org.jspecify.annotations.NullMarked;
