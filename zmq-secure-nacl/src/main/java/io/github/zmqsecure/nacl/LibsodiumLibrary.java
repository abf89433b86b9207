// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds libsodium and looks its functions up. The JVM binds one libsodium: the handles
 * are constants, which makes a call as cheap as one to a static method.
 */
final class LibsodiumLibrary {

	private static final List<String> NAMES = List.of("libsodium.so.23", "libsodium.so.26", "libsodium.so",
			"libsodium.dylib", "/opt/homebrew/lib/libsodium.dylib", "/usr/local/lib/libsodium.dylib", "libsodium.dll");

	private static @Nullable LibsodiumLibrary bound;

	final String location;

	final String version;

	final ForeignLibrary library;

	final MethodHandle seal;

	final MethodHandle open;

	final MethodHandle multiply;

	final MethodHandle multiplyBase;

	final MethodHandle hsalsa20;

	final MethodHandle random;

	final MethodHandle xor;

	final MethodHandle xorWithSubkey;

	final MethodHandle xorSmall;

	final MethodHandle tag;

	final MethodHandle verifyTag;

	final MethodHandle tagInit;

	final MethodHandle tagUpdate;

	final MethodHandle tagFinal;

	private LibsodiumLibrary(Object location) {
		this.location = location.toString();
		this.library = ForeignLibrary.open(location);
		initialize(this.library);
		this.version = this.library.string("sodium_version_string");
		Class<?> array = byte[].class;
		Class<?> slice = ForeignLibrary.Slice.class;
		this.seal = function("crypto_secretbox_xsalsa20poly1305", array, array, long.class, array, array);
		this.open = function("crypto_secretbox_xsalsa20poly1305_open", array, array, long.class, array, array);
		this.multiply = function("crypto_scalarmult_curve25519", array, array, array);
		this.multiplyBase = function("crypto_scalarmult_curve25519_base", array, array);
		this.hsalsa20 = function("crypto_core_hsalsa20", array, array, array, array);
		this.random = this.library.function("randombytes_buf", void.class, array, long.class);
		this.xor = function("crypto_stream_xsalsa20_xor_ic", slice, slice, long.class, array, long.class, array);
		this.xorWithSubkey = function("crypto_stream_salsa20_xor_ic", slice, slice, long.class, array, long.class,
				array);
		this.xorSmall = function("crypto_stream_salsa20_xor", Object.class, Object.class, long.class, Object.class,
				Object.class);
		this.tag = function("crypto_onetimeauth_poly1305", Object.class, Object.class, long.class, Object.class);
		this.verifyTag = function("crypto_onetimeauth_poly1305_verify", Object.class, Object.class, long.class,
				Object.class);
		this.tagInit = function("crypto_onetimeauth_poly1305_init", Object.class, array);
		this.tagUpdate = function("crypto_onetimeauth_poly1305_update", Object.class, slice, long.class);
		this.tagFinal = function("crypto_onetimeauth_poly1305_final", Object.class, array);
	}

	/**
	 * Load libsodium, unless that happened before.
	 * @param path its file, {@code null} to look for it by its usual names
	 * @return the library that the JVM uses
	 * @throws NaclProviderException if there is none, or another one is in use
	 */
	static synchronized LibsodiumLibrary bind(@Nullable Path path) {
		ForeignLibrary.requireSupport();
		LibsodiumLibrary library = bound;
		if (library == null) {
			library = (path != null) ? new LibsodiumLibrary(path.toAbsolutePath()) : find();
			bound = library;
		}
		else if (path != null && !library.location.equals(path.toAbsolutePath().toString())) {
			throw new NaclProviderException("'" + library.location + "' is loaded already, so '" + path
					+ "' cannot be. Configure the path before the first use, or restart.");
		}
		return library;
	}

	/**
	 * Return the library that was bound last.
	 * @return the library
	 */
	static synchronized LibsodiumLibrary bound() {
		LibsodiumLibrary library = bound;
		if (library == null) {
			throw new IllegalStateException("No libsodium is bound");
		}
		return library;
	}

	private static LibsodiumLibrary find() {
		Set<String> reasons = new LinkedHashSet<>();
		for (String name : NAMES) {
			try {
				return new LibsodiumLibrary(name);
			}
			catch (NaclProviderException ex) {
				reasons.add(String.valueOf(ex.getMessage()));
			}
		}
		throw new NaclProviderException("no libsodium is usable: " + String.join("; ", reasons)
				+ ". Install it (Debian: libsodium23, elsewhere: libsodium) or configure the path of its file.");
	}

	private static void initialize(ForeignLibrary library) {
		try {
			int result = (int) library.function("sodium_init", int.class).invokeExact();
			if (result < 0) {
				throw new NaclProviderException("sodium_init failed");
			}
		}
		catch (NaclProviderException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new NaclProviderException("sodium_init failed: " + ex, ex);
		}
	}

	private MethodHandle function(String name, Class<?>... parameters) {
		return this.library.function(name, int.class, parameters);
	}

}
