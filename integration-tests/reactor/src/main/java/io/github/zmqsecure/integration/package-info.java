// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * An application that answers with the types of Reactor.
 */
@NullMarked
package io.github.zmqsecure.integration;

import org.jspecify.annotations.NullMarked;
