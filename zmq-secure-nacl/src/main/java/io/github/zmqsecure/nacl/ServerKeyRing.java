// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.util.List;

/**
 * The secret keys that a CURVE server answers to, so that a key can be replaced while
 * clients that know the old one still arrive. It is asked for each HELLO (RFC 26), so
 * that a key that it leaves out is answered to no more at once; each key that is tried in
 * vain costs one X25519 multiplication. Open connections do not depend on it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ServerKeyRing {

	/**
	 * Return the keys to try, likeliest first. Called on I/O threads, so it must be
	 * thread-safe and quick.
	 * @param configured the secret key that the socket is configured with, which is tried
	 * only if it is among the keys returned; not to be changed
	 * @return secret keys of 32 bytes, which have to stay intact until their handshakes
	 * are over
	 */
	List<byte[]> keys(byte[] configured);

}
