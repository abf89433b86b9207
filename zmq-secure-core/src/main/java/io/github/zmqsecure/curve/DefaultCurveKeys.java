// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.zmqsecure.thread.DetachedTask;
import org.jspecify.annotations.Nullable;

/**
 * {@link CurveKeys} that answer from a {@link CurveKeySet} which can be replaced as a
 * whole. Thread-safe: readers see the old or the new set, never a mixture.
 *
 * @since 0.1.0
 */
public final class DefaultCurveKeys implements CurveKeys {

	private final List<DetachedTask> updateHandlers = new CopyOnWriteArrayList<>();

	/** Keys that were replaced and are answered to no more. */
	private final Set<CurvePublicKey> retired = ConcurrentHashMap.newKeySet();

	private final ReentrantLock updateLock = new ReentrantLock();

	private volatile CurveKeySet keySet;

	/**
	 * Create keys from a first set.
	 * @param keySet the first set
	 */
	public DefaultCurveKeys(CurveKeySet keySet) {
		this.keySet = keySet;
	}

	/**
	 * Replace all keys, then have the update handlers called. A set that equals the one
	 * in effect changes nothing and calls no handler.
	 * @param keySet the new set
	 * @return whether the set was different
	 */
	public boolean update(CurveKeySet keySet) {
		this.updateLock.lock();
		try {
			boolean same = keySet.equals(this.keySet);
			this.keySet = keySet;
			if (same) {
				return false;
			}
			this.updateHandlers.forEach(DetachedTask::request);
			return true;
		}
		finally {
			this.updateLock.unlock();
		}
	}

	/**
	 * Return the set in effect, for callers that need several answers from one set.
	 * @return the set in effect
	 */
	public CurveKeySet getKeySet() {
		return this.keySet;
	}

	@Override
	public CurveKeyPair getKeyPair(String name) throws NoSuchCurveKeyException {
		CurveKeySet set = this.keySet;
		CurveKeyPair pair = set.keyPairs().get(name);
		if (pair == null) {
			throw unknown(set, name, "No CURVE key pair is named '%s'".formatted(name));
		}
		return pair;
	}

	@Override
	public CurvePublicKey getPublicKey(String name) throws NoSuchCurveKeyException {
		CurveKeySet set = this.keySet;
		CurvePublicKey peer = set.peers().get(name);
		if (peer != null) {
			return peer;
		}
		CurveKeyPair pair = set.keyPairs().get(name);
		if (pair == null) {
			throw unknown(set, name, "No CURVE peer or key pair is named '%s'".formatted(name));
		}
		return pair.publicKey();
	}

	@Override
	public List<OwnKey> getOwnKeys(String name) throws NoSuchCurveKeyException {
		CurveKeySet set = this.keySet;
		List<OwnKey> keys = set.ownKeys().get(name);
		if (keys == null) {
			throw unknown(set, name, "No CURVE key pair is named '%s'".formatted(name));
		}
		Instant now = Instant.now();
		return IntStream.range(0, keys.size())
			.filter((i) -> i == 0 || (keys.get(i).isAnsweredAt(now) && !this.retired.contains(keys.get(i).publicKey())))
			.mapToObj(keys::get)
			.toList();
	}

	@Override
	public List<PeerKey> getPeerKeys(String name) throws NoSuchCurveKeyException {
		List<PeerKey> keys = this.keySet.peerKeys().get(name);
		return (keys != null) ? keys
				: getOwnKeys(name).stream().map((key) -> new PeerKey(key.publicKey(), key.lifetime())).toList();
	}

	@Override
	public @Nullable Instant findExpiry(CurvePublicKey key) {
		return this.keySet.findExpiry(key);
	}

	@Override
	public @Nullable Instant findNextExpiry(Instant after) {
		return this.keySet.findNextExpiry(after);
	}

	@Override
	public boolean retire(String name, CurvePublicKey key) {
		boolean replaced = getOwnKeys(name).stream().skip(1).map(OwnKey::publicKey).anyMatch(key::equals);
		if (!replaced || !this.retired.add(key)) {
			return false;
		}
		this.updateHandlers.forEach(DetachedTask::request);
		return true;
	}

	@Override
	public @Nullable String findPeerName(CurvePublicKey key) {
		return this.keySet.findName(key);
	}

	@Override
	public Set<String> getKeyPairNames() {
		return this.keySet.keyPairs().keySet();
	}

	@Override
	public Set<String> getPeerNames() {
		return this.keySet.peers().keySet();
	}

	@Override
	public Set<String> getDirectoryPeerNames() {
		return this.keySet.directoryPeers();
	}

	@Override
	public List<String> getProblems() {
		return this.keySet.problems();
	}

	@Override
	public void addUpdateHandler(Consumer<CurveKeys> handler) {
		this.updateHandlers.add(new DetachedTask("zmq-secure-key-updates",
				"A handler of CURVE key updates failed; the new keys are in effect all the same",
				() -> handler.accept(this)));
	}

	private static NoSuchCurveKeyException unknown(CurveKeySet set, String name, String problem) {
		return new NoSuchCurveKeyException(name, problem, set.keyPairs().keySet(), set.peers().keySet());
	}

}
