// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Holds the provider that all of the JVM's CURVE sockets use. It is chosen once, at the
 * first use or by {@link #select}. All methods are thread-safe.
 *
 * @since 0.1.0
 */
public final class NaclProviders {

	private static final ReentrantLock lock = new ReentrantLock();

	private static volatile @Nullable NaclSelection selection;

	/** What {@link #selection} was made for. */
	private static @Nullable Wish wish;

	private NaclProviders() {
	}

	/**
	 * Return the provider in use; chosen by {@link NaclMode#AUTO} if nobody chose before.
	 * @return the provider
	 * @throws NaclProviderException if none passes its known-answer test
	 */
	public static NaclProvider current() {
		return selection().provider();
	}

	/**
	 * Return what was chosen and what was refused; chosen by {@link NaclMode#AUTO} if
	 * nobody chose before.
	 * @return the selection
	 * @throws NaclProviderException if no provider passes its known-answer test
	 */
	public static NaclSelection selection() {
		NaclSelection chosen = selection;
		return (chosen != null) ? chosen : selectByDefault();
	}

	/**
	 * Choose the provider. It takes effect for every call from then on, on connections
	 * that are open as well, because providers compute the same and keep no state.
	 * <p>
	 * {@link NaclMode#AUTO} always finds a provider and reports what it refused. The
	 * other modes insist: if that provider cannot be used, this method throws and what
	 * was in use before stays (or {@code AUTO} serves). What is in use already is not
	 * tested again when the same is asked for.
	 * @param mode which provider
	 * @param library the file of libsodium, {@code null} to look where the system does. A
	 * JVM loads one libsodium: when one was loaded before, another file is refused
	 * @return the selection
	 * @throws NaclProviderException if the mode's provider cannot be used
	 */
	public static NaclSelection select(NaclMode mode, @Nullable Path library) {
		lock.lock();
		try {
			Wish wished = new Wish(mode, library);
			NaclSelection present = selection;
			if (present != null && wished.equals(wish)) {
				return present;
			}
			Map<NaclMode, Supplier<NaclProvider>> candidates = new LinkedHashMap<>();
			candidates.put(NaclMode.LIBSODIUM, () -> LibsodiumNacl.load(library));
			candidates.put(NaclMode.BOUNCY_CASTLE, BouncyCastleNacl::new);
			NaclSelection chosen = NaclSelection.of(mode, candidates);
			selection = chosen;
			wish = wished;
			return chosen;
		}
		finally {
			lock.unlock();
		}
	}

	private static NaclSelection selectByDefault() {
		lock.lock();
		try {
			NaclSelection chosen = selection;
			return (chosen != null) ? chosen : select(NaclMode.AUTO, null);
		}
		finally {
			lock.unlock();
		}
	}

	private record Wish(NaclMode mode, @Nullable Path library) {

	}

}
