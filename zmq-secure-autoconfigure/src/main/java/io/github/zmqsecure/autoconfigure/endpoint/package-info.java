// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Auto-configuration for the endpoint of ZMQ Secure.
 */
@NullMarked
package io.github.zmqsecure.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
