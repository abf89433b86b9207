// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import io.github.zmqsecure.Printable;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.NoSuchCurveKeyException;
import io.github.zmqsecure.memory.UnnamedPeers;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Who has access at this moment: whoever the {@link ClientAuthorizer} lets in, but for
 * those whose keys have ended, and the peers that were revoked while the application
 * runs. Revocations are kept in memory, so they end with the application. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ClientAccess {

	private final ClientAuthorizer authorizer;

	private final CurveKeys keys;

	private final AuthorizerCalls calls;

	private final boolean inMemory;

	private final Map<String, Map<String, Instant>> revoked = new ConcurrentHashMap<>();

	/**
	 * Create without revocations.
	 * @param authorizer decides on each client
	 * @param executor calls it, unless it is the {@link PeerClientAuthorizer}, which
	 * answers from memory
	 * @param keys know all names of a key
	 */
	public ClientAccess(ClientAuthorizer authorizer, Executor executor, CurveKeys keys) {
		Assert.notNull(keys, "'keys' must not be null");
		this.keys = keys;
		Assert.notNull(authorizer, "'authorizer' must not be null");
		Assert.notNull(executor, "'executor' must not be null");
		this.authorizer = authorizer;
		this.calls = new AuthorizerCalls(authorizer, executor);
		this.inMemory = authorizer.getClass() == PeerClientAuthorizer.class;
	}

	/**
	 * Decide on one client. Does not wait for an authorizer that may be slow. What it
	 * refused it is not asked about again for a second.
	 * @param client the client and its proven key
	 * @return the name under which it is known, empty to refuse it; fails as the
	 * authorizer does
	 */
	public CompletableFuture<Optional<String>> ask(ClientCredentials client) {
		if (!this.inMemory) {
			return this.calls.ask(client).thenApply((name) -> unlessShutOut(client, name));
		}
		try {
			return CompletableFuture
				.completedFuture(unlessShutOut(client, Optional.ofNullable(this.authorizer.authorize(client))));
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(Printable.readable(ex));
		}
	}

	/**
	 * Rely on no earlier answer of the authorizer, since it may have changed its mind.
	 */
	public void forgetAnswers() {
		this.calls.forget();
	}

	/**
	 * Let a peer in no more, until it is restored or the application ends.
	 * @param socket the name of the socket
	 * @param peer the name of the peer, or the fingerprint of its key; in the latter
	 * {@code -} and {@code _} may stand for {@code +} and {@code /}
	 */
	public void revoke(String socket, String peer) {
		Assert.hasText(peer, "'peer' must not be empty");
		this.revoked.computeIfAbsent(socket, (name) -> new ConcurrentHashMap<>())
			.putIfAbsent(canonical(peer), Instant.now());
	}

	/**
	 * Take back a revocation.
	 * @param socket the name of the socket
	 * @param peer what was revoked
	 * @return whether it had been revoked
	 */
	public boolean restore(String socket, String peer) {
		Map<String, Instant> revoked = this.revoked.get(socket);
		return revoked != null && revoked.remove(canonical(peer)) != null;
	}

	/**
	 * Return what was revoked.
	 * @param socket the name of the socket
	 * @return names and fingerprints, with the time of the revocation
	 */
	public Map<String, Instant> getRevoked(String socket) {
		return new TreeMap<>(this.revoked.getOrDefault(socket, Map.of()));
	}

	/**
	 * Return whether a peer was revoked.
	 * @param socket the name of the socket that it connected to
	 * @param peer the peer
	 * @return whether its name or its key was revoked
	 */
	public boolean isRevoked(String socket, AuthenticatedPeer peer) {
		return isRevoked(socket, peer.name(), peer.publicKey());
	}

	/**
	 * Return whether a peer may not be connected, whatever the authorizer says.
	 * @param socket the name of the socket that it connected to
	 * @param peer the peer
	 * @return whether its name or its key was revoked, or its key has ended
	 */
	public boolean isShutOut(String socket, AuthenticatedPeer peer) {
		return isRevoked(socket, peer) || isExpired(peer.publicKey());
	}

	/**
	 * Return when the next key ends, so that it is to be looked at again who may stay.
	 * @param after when it was looked at last
	 * @return when it does, {@code null} if none does
	 */
	public @Nullable Instant findNextExpiry(Instant after) {
		return this.keys.findNextExpiry(after);
	}

	private boolean isExpired(CurvePublicKey key) {
		Instant expiry = this.keys.findExpiry(key);
		return expiry != null && !Instant.now().isBefore(expiry);
	}

	private Optional<String> unlessShutOut(ClientCredentials client, Optional<String> name) {
		return name
			.filter((each) -> !isRevoked(client.socket(), each, client.publicKey()) && !isExpired(client.publicKey()));
	}

	private boolean isRevoked(String socket, String name, CurvePublicKey key) {
		Map<String, Instant> revoked = this.revoked.get(socket);
		return revoked != null && !revoked.isEmpty()
				&& (revoked.containsKey(name) || revoked.containsKey(key.fingerprint())
						|| revoked.keySet().stream().anyMatch((each) -> isNameOf(each, key)));
	}

	/**
	 * A key may be known under another name than the one that was revoked.
	 */
	private boolean isNameOf(String name, CurvePublicKey key) {
		try {
			return (this.keys.getPeerNames().contains(name) || this.keys.getKeyPairNames().contains(name))
					&& this.keys.getPeerKeys(name).stream().anyMatch((each) -> each.publicKey().equals(key));
		}
		catch (NoSuchCurveKeyException ex) {
			// It has just gone.
			return false;
		}
	}

	private static String canonical(String peer) {
		return (UnnamedPeers.contain(peer)) ? peer.replace('-', '+').replace('_', '/') : peer;
	}

}
