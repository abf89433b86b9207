// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The CURVE keys of an application by name: its own key pairs and the public keys of its
 * peers. What it answers may change while the application runs; each call answers from
 * one consistent set. Thread-safe.
 *
 * @since 0.1.0
 */
public interface CurveKeys {

	/**
	 * Return an own key pair.
	 * @param name the name of the key pair
	 * @return the key pair
	 * @throws NoSuchCurveKeyException if no own key pair has that name
	 */
	CurveKeyPair getKeyPair(String name) throws NoSuchCurveKeyException;

	/**
	 * Return the public key of a peer or of an own key pair.
	 * @param name the name of the peer or of the own key pair
	 * @return the public key
	 * @throws NoSuchCurveKeyException if neither has that name
	 */
	CurvePublicKey getPublicKey(String name) throws NoSuchCurveKeyException;

	/**
	 * Return the key pairs to which a server with an own key pair answers: the current
	 * one, and those before it that have not been retired and whose time has not come.
	 * @param name the name of the key pair
	 * @return the keys, the current one first; that alone unless an implementation knows
	 * better
	 * @throws NoSuchCurveKeyException if no own key pair has that name
	 */
	default List<OwnKey> getOwnKeys(String name) throws NoSuchCurveKeyException {
		return List.of(OwnKey.of(getKeyPair(name)));
	}

	/**
	 * Return all public keys of a peer or else of an own key pair.
	 * @param name the name of the peer or of the own key pair
	 * @return the keys, the newest first; that alone unless an implementation knows
	 * better
	 * @throws NoSuchCurveKeyException if neither has that name
	 */
	default List<PeerKey> getPeerKeys(String name) throws NoSuchCurveKeyException {
		return List.of(PeerKey.of(getPublicKey(name)));
	}

	/**
	 * Return when a key ends.
	 * @param key the public key
	 * @return when it does; {@code null} if it does not, or unless an implementation
	 * knows better
	 */
	default @Nullable Instant findExpiry(CurvePublicKey key) {
		return null;
	}

	/**
	 * Return when the next key ends.
	 * @param after when those keys had ended that are of no interest; may be past
	 * @return when it does; {@code null} if none does, or unless an implementation knows
	 * better
	 */
	default @Nullable Instant findNextExpiry(Instant after) {
		return null;
	}

	/**
	 * Answer to a key no more that was replaced, until the application ends. Connections
	 * that are open live on.
	 * @param name the name of the own key pair
	 * @param key the key, which is not the current one
	 * @return whether it was answered to until now; {@code false} unless an
	 * implementation can do it
	 */
	default boolean retire(String name, CurvePublicKey key) {
		return false;
	}

	/**
	 * Return the name of the peer with the given public key or else, as an application
	 * may talk to itself, of the own key pair with it.
	 * @param key the public key
	 * @return the name, or {@code null} if the key is not known
	 */
	@Nullable String findPeerName(CurvePublicKey key);

	/**
	 * Return the names of the own key pairs.
	 * @return an immutable set
	 */
	Set<String> getKeyPairNames();

	/**
	 * Return the names of the peers.
	 * @return an immutable set
	 */
	Set<String> getPeerNames();

	/**
	 * Return the names of those peers that are from a directory and may come and go.
	 * @return an immutable set, empty unless an implementation knows better
	 */
	default Set<String> getDirectoryPeerNames() {
		return Set.of();
	}

	/**
	 * Return what is wrong with files whose keys are missing or are not the newest.
	 * @return the problems, none unless an implementation knows better
	 */
	default List<String> getProblems() {
		return List.of();
	}

	/**
	 * Add a handler that is called after a different set of keys took effect, on a thread
	 * of its own: a handler that is slow or throws holds up neither other handlers nor
	 * the next set. A set that comes while it is called makes it be called once more.
	 * @param handler gets these keys
	 */
	void addUpdateHandler(Consumer<CurveKeys> handler);

}
