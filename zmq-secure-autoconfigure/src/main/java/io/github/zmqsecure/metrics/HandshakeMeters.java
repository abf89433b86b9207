// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.connection.HandshakeStatistics;
import io.github.zmqsecure.connection.KeyUse;
import io.github.zmqsecure.connection.KeyUses;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.OwnKey;
import io.github.zmqsecure.curve.PeerKey;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.SocketKeys;
import io.github.zmqsecure.socket.SocketSecurity;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts the handshakes of one socket: those that succeeded by the key of the server, as
 * long as it is in force, and all others under {@value #NO_KEY}. Thread-safe.
 */
class HandshakeMeters {

	private static final String NO_KEY = "none";

	private final MeterRegistry registry;

	private final ManagedSocket socket;

	private final SocketKeys keys;

	private final Map<CurvePublicKey, Meter> byKey = new HashMap<>();

	HandshakeMeters(MeterRegistry registry, ManagedSocket socket, SocketKeys keys) {
		this.registry = registry;
		this.socket = socket;
		this.keys = keys;
	}

	void bind() {
		counter("failure", NO_KEY, HandshakeStatistics::getFailed);
		counter("success", NO_KEY, this::withoutKey);
		update();
	}

	/**
	 * Have a meter for each key that is in force, and for no other.
	 */
	synchronized void update() {
		Set<CurvePublicKey> keys = keysInForce();
		this.byKey.entrySet().removeIf((each) -> {
			boolean gone = !keys.contains(each.getKey());
			if (gone) {
				this.registry.remove(each.getValue());
			}
			return gone;
		});
		keys.forEach((key) -> this.byKey.computeIfAbsent(key, (added) -> counter("success", added.fingerprint(),
				(statistics) -> serverKeys(statistics).getHandshakes(added))));
	}

	private Set<CurvePublicKey> keysInForce() {
		SocketSecurity security = this.socket.getSettings().security();
		if (security.mechanism() != Mechanism.CURVE) {
			return Set.of();
		}
		return (security.isCurveServer())
				? this.keys.ownKeysOf(this.socket.getSettings())
					.stream()
					.map(OwnKey::publicKey)
					.collect(Collectors.toSet())
				: this.keys.serverKeysOf(this.socket.getSettings())
					.stream()
					.map(PeerKey::publicKey)
					.collect(Collectors.toSet());
	}

	private KeyUses serverKeys(HandshakeStatistics statistics) {
		return this.socket.getSettings().security().isCurveServer() ? statistics.getOwnKeys()
				: statistics.getPeerKeys();
	}

	private double withoutKey(HandshakeStatistics statistics) {
		long withKey = serverKeys(statistics).all().values().stream().mapToLong(KeyUse::handshakes).sum();
		return Math.max(0, statistics.getSucceeded() - withKey);
	}

	private Meter counter(String outcome, String key, ToDoubleFunction<HandshakeStatistics> value) {
		return FunctionCounter
			.builder("zmq.secure.handshakes", this.socket,
					(socket) -> value.applyAsDouble(socket.getConnections().getStatistics()))
			.description("Handshakes that ended")
			.tag("socket", this.socket.getName())
			.tag("outcome", outcome)
			.tag("key", key)
			.register(this.registry);
	}

}
