// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * NaCl by the system's libsodium, JDK 22 and later. Arrays are handed over without a
 * copy.
 *
 * @since 0.1.0
 */
public final class LibsodiumNacl implements NaclProvider {

	static final String NAME = "libsodium";

	private static final byte[] SIGMA = SalsaCore.sigma();

	private final LibsodiumLibrary library;

	private final ThreadLocal<LibsodiumSmallBox> smallBoxes;

	private final LibsodiumLargeBox largeBox;

	private LibsodiumNacl(LibsodiumLibrary library) {
		this.library = library;
		this.smallBoxes = ThreadLocal.withInitial(() -> new LibsodiumSmallBox(library.library));
		this.largeBox = new LibsodiumLargeBox(library.library);
	}

	/**
	 * Load libsodium.
	 * @param library its file, {@code null} to look where the system does
	 * @return the provider
	 * @throws NaclProviderException if the JVM or the system does not have it, or the JVM
	 * uses another file of it already
	 */
	static LibsodiumNacl load(@Nullable Path library) {
		return new LibsodiumNacl(LibsodiumLibrary.bind(library));
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String version() {
		return this.library.version;
	}

	@Override
	public String description() {
		return "libsodium " + version() + " (" + this.library.location + ")";
	}

	@Override
	public void seal(byte[] box, byte[] message, int length, byte[] nonce, byte[] key) {
		if (length <= LibsodiumLargeBox.LIMIT) {
			LibsodiumCalls.seal(box, message, length, nonce, key);
		}
		else {
			this.largeBox.seal(box, message, length, nonce, key);
		}
	}

	@Override
	public boolean open(byte[] message, byte[] box, int length, byte[] nonce, byte[] key) {
		if (length <= LibsodiumLargeBox.LIMIT) {
			return LibsodiumCalls.open(message, box, length, nonce, key) == 0;
		}
		return this.largeBox.open(message, box, length, nonce, key);
	}

	@Override
	public CounterBox counterBox(byte[] key, byte[] prefix) {
		byte[] subkey = new byte[32];
		hsalsa20(subkey, prefix, key);
		return new LibsodiumCounterBox(subkey, this.library.library.pointer(subkey, 0), this.smallBoxes, this.largeBox);
	}

	@Override
	public boolean multiply(byte[] product, byte[] scalar, byte[] point) {
		return LibsodiumCalls.multiply(product, scalar, point) == 0;
	}

	@Override
	public void multiplyBase(byte[] product, byte[] scalar) {
		LibsodiumCalls.multiplyBase(product, scalar);
	}

	@Override
	public void hsalsa20(byte[] out, byte[] in, byte[] key) {
		LibsodiumCalls.hsalsa20(out, in, key, SIGMA);
	}

	@Override
	public void randomBytes(byte[] bytes) {
		LibsodiumCalls.random(bytes, bytes.length);
	}

}
