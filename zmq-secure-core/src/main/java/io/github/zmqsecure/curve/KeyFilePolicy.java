// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

/**
 * What it means that others than its owner can read a file with a secret key, or can
 * change a file with a key or the directory that it lies in. What Kubernetes or Docker
 * mounted is what the platform makes it, and no trouble.
 *
 * @since 0.1.0
 */
public enum KeyFilePolicy {

	/**
	 * The file is not read; of a directory of peers that others can change, no file is.
	 */
	ENFORCE,

	/**
	 * The file is read, and warned of once.
	 */
	WARN,

	/**
	 * The file is read.
	 */
	IGNORE

}
