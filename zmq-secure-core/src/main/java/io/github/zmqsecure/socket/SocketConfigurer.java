// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.time.Duration;
import java.util.List;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.nacl.CryptoBox;
import org.zeromq.ZMQ;

import org.springframework.util.unit.DataSize;

/**
 * Applies settings and keys to a socket that is neither bound nor connected, and asserts
 * that the socket took them.
 */
class SocketConfigurer {

	/** What CURVE adds to a payload frame: command name, nonce, flags and tag. */
	private static final long CURVE_OVERHEAD = 33;

	/** The handshake itself needs frames of this size. */
	private static final long MINIMUM_WIRE_SIZE = 1024;

	/**
	 * JeroMQ's own handshake timer is only the second line, behind that of
	 * {@code connection}.
	 */
	private static final int HANDSHAKE_GRACE_MILLIS = 2000;

	/**
	 * How many subscriptions may wait for one publisher. They are as many as there are
	 * topics whenever it connects, and JeroMQ drops what finds no room.
	 */
	private static final int SUBSCRIPTIONS = 100_000;

	private final SocketKeys keys;

	private final ListenerChannels channels;

	private final List<SocketCustomizer> customizers;

	SocketConfigurer(SocketKeys keys, ListenerChannels channels, List<SocketCustomizer> customizers) {
		this.keys = keys;
		this.channels = channels;
		this.customizers = List.copyOf(customizers);
	}

	void configure(SocketSettings settings, ZMQ.Socket socket) {
		settings.options().forEach((option, value) -> {
			if (option.appliesTo(settings.type())) {
				check(option.apply(socket, value), settings, option.key());
			}
		});
		if (settings.isImmediate()) {
			check(SocketOption.IMMEDIATE.apply(socket, true), settings, SocketOption.IMMEDIATE.key());
		}
		if (SocketTraits.subscribes(settings.type())) {
			int messages = settings.options().getRequired(SocketOption.SND_HWM, Integer.class);
			check(socket.setSndHWM(Math.max(messages, SUBSCRIPTIONS)), settings, SocketOption.SND_HWM.key());
		}
		boundMessages(settings, socket);
		int handshakeMillis = (int) settings.options()
			.getRequired(SocketOption.HANDSHAKE_IVL, Duration.class)
			.toMillis();
		this.channels.apply(socket);
		check(socket.setHandshakeIvl(handshakeMillis + HANDSHAKE_GRACE_MILLIS), settings, "handshake-ivl");
		if (settings.security().mechanism() == Mechanism.CURVE) {
			applyCurve(settings, socket);
		}
		this.customizers.forEach((customizer) -> customizer.customize(settings, socket));
		assertSecured(settings, socket);
	}

	/**
	 * Put the current keys on a socket that is in use. New handshakes take them; open
	 * connections keep theirs.
	 * @param settings the settings of the socket
	 * @param socket the socket
	 */
	void applyCurve(SocketSettings settings, ZMQ.Socket socket) {
		SocketSecurity security = settings.security();
		CurveKeyPair pair = this.keys.pairOf(settings);
		byte[] secret = pair.secretKey().toBytes();
		if (security.role() == CurveRole.SERVER) {
			CryptoBox.useServerKeyRing(secret, this.keys.ringOf(settings));
			check(socket.setCurveServer(true), settings, "curve-server");
			check(socket.setZapDomain(settings.name()), settings, "zap-domain");
		}
		else {
			check(socket.setCurveServerKey(this.keys.serverKeyOf(settings).toBytes()), settings, "server");
		}
		check(socket.setCurvePublicKey(pair.publicKey().toBytes()), settings, "key");
		check(socket.setCurveSecretKey(secret), settings, "key");
	}

	void assertSecured(SocketSettings settings, ZMQ.Socket socket) {
		SocketSecurity security = settings.security();
		ZMQ.Socket.Mechanism expected = (security.mechanism() == Mechanism.CURVE) ? ZMQ.Socket.Mechanism.CURVE
				: ZMQ.Socket.Mechanism.NULL;
		boolean server = security.isCurveServer();
		boolean secured = socket.getMechanism() == expected && socket.getCurveServer() == server
				&& (!server || settings.name().equals(socket.getZapDomain()));
		if (!secured) {
			throw new ZmqSecureException("Socket '" + settings.name() + "' should be " + expected
					+ ((server) ? " server in ZAP domain '" + settings.name() + "'" : "") + " but is "
					+ socket.getMechanism() + ", so it is neither bound nor connected. Check that no SocketCustomizer "
					+ "changes its mechanism, keys or ZAP domain.");
		}
		if (socket.getMaxMsgSize() != wireSize(settings)
				|| !(socket.base().getSocketOptx(zmq.ZMQ.ZMQ_MSG_ALLOCATOR) instanceof BoundedAllocator)) {
			throw new ZmqSecureException("The message allocator or the largest message of socket '" + settings.name()
					+ "' was replaced, so peers could make it allocate whatever they announce; it is neither bound nor "
					+ "connected. Remove setMsgAllocator and setMaxMsgSize from the SocketCustomizer that calls them, "
					+ "and set 'max-msg-size'.");
		}
		if (!this.channels.isApplied(socket)) {
			throw new ZmqSecureException("The selector chooser of socket '" + settings.name()
					+ "' was replaced, so it could listen where it must not; it is neither bound nor connected. "
					+ "Remove setSelectorChooser from the SocketCustomizer that calls it.");
		}
	}

	private static long wireSize(SocketSettings settings) {
		long payload = settings.options().getRequired(SocketOption.MAX_MSG_SIZE, DataSize.class).toBytes();
		return (settings.security().mechanism() == Mechanism.CURVE)
				? Math.max(payload + CURVE_OVERHEAD, MINIMUM_WIRE_SIZE) : payload;
	}

	private void boundMessages(SocketSettings settings, ZMQ.Socket socket) {
		long wire = wireSize(settings);
		check(socket.setMaxMsgSize(wire), settings, "max-msg-size");
		check(socket.setMsgAllocator(new BoundedAllocator((int) wire)), settings, "max-msg-size");
	}

	private void check(boolean accepted, SocketSettings settings, String option) {
		if (!accepted) {
			throw new ZmqSecureException("JeroMQ did not accept '" + option + "' of socket '" + settings.name()
					+ "' (type " + settings.type() + ")");
		}
	}

}
