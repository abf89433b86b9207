// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * The real jnacl 1.0.0, out of reach of the class path.
 */
final class OriginalJnacl {

	static final Path JAR = Path.of("target", "jnacl", "jnacl.jar");

	static final URLClassLoader LOADER = loader();

	private static final MethodType BOX = MethodType.methodType(int.class, byte[].class, byte[].class, long.class,
			byte[].class, byte[].class);

	private static final MethodHandle SEAL = method("xsalsa20poly1305", "crypto_secretbox", BOX);

	private static final MethodHandle OPEN = method("xsalsa20poly1305", "crypto_secretbox_open", BOX);

	private OriginalJnacl() {
	}

	static int seal(byte[] box, byte[] message, long length, byte[] nonce, byte[] key) throws Throwable {
		return (int) SEAL.invokeExact(box, message, length, nonce, key);
	}

	static int open(byte[] message, byte[] box, long length, byte[] nonce, byte[] key) throws Throwable {
		return (int) OPEN.invokeExact(message, box, length, nonce, key);
	}

	static MethodHandle method(String type, String name, MethodType signature) {
		try {
			Class<?> loaded = LOADER.loadClass("com.neilalexander.jnacl.crypto." + type);
			return MethodHandles.publicLookup().findStatic(loaded, name, signature);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static URLClassLoader loader() {
		try {
			File jar = JAR.toFile();
			if (!jar.isFile()) {
				throw new IllegalStateException("The build did not copy jnacl to " + jar.getAbsolutePath());
			}
			return new URLClassLoader(new URL[] { jar.toURI().toURL() }, ClassLoader.getPlatformClassLoader());
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
