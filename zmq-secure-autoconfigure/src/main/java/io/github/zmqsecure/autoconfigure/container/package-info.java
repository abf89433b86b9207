// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Containers that sockets connect to, as Testcontainers and Docker Compose run them.
 */
@NullMarked
package io.github.zmqsecure.autoconfigure.container;

import org.jspecify.annotations.NullMarked;
