// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The classes and static methods of jnacl 1.0.0, which JeroMQ calls, over
 * {@link io.github.zmqsecure.nacl}. Names and signatures are jnacl's, the code is not.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package com.neilalexander.jnacl.crypto;

import org.jspecify.annotations.NullMarked;
