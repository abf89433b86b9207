// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * The original jnacl, from a class loader of its own.
 */
class JnaclCrypto implements Crypto {

	private static final ClassLoader LOADER = loader();

	private static final Class<byte[]> BYTES = byte[].class;

	private static final MethodHandle SEAL = method("xsalsa20poly1305", "crypto_secretbox", BYTES, BYTES, long.class,
			BYTES, BYTES);

	private static final MethodHandle OPEN = method("xsalsa20poly1305", "crypto_secretbox_open", BYTES, BYTES,
			long.class, BYTES, BYTES);

	private static final MethodHandle SHARED_KEY = method("curve25519xsalsa20poly1305", "crypto_box_beforenm", BYTES,
			BYTES, BYTES);

	private static final MethodHandle MULTIPLY = method("curve25519", "crypto_scalarmult", BYTES, BYTES, BYTES);

	@Override
	public int seal(byte[] box, byte[] message, int length, byte[] nonce, byte[] key) {
		try {
			return (int) SEAL.invokeExact(box, message, (long) length, nonce, key);
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public int open(byte[] message, byte[] box, int length, byte[] nonce, byte[] key) {
		try {
			return (int) OPEN.invokeExact(message, box, (long) length, nonce, key);
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public int sharedKey(byte[] shared, byte[] publicKey, byte[] secretKey) {
		try {
			return (int) SHARED_KEY.invokeExact(shared, publicKey, secretKey);
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public int multiply(byte[] product, byte[] scalar, byte[] point) {
		try {
			return (int) MULTIPLY.invokeExact(product, scalar, point);
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MethodHandle method(String type, String name, Class<?> first, Class<?>... others) {
		try {
			return MethodHandles.publicLookup()
				.findStatic(LOADER.loadClass("com.neilalexander.jnacl.crypto." + type), name,
						MethodType.methodType(int.class, first, others));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ClassLoader loader() {
		try {
			URL jar = PeerProcesses.JNACL.toUri().toURL();
			return new URLClassLoader(new URL[] { jar }, ClassLoader.getPlatformClassLoader());
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
