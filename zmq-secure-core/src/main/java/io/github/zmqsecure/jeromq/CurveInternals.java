// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;

import io.github.zmqsecure.nacl.CryptoBox;
import io.github.zmqsecure.nacl.NaclClassPath;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.mechanism.Mechanism;

/**
 * The private fields of the CURVE mechanisms, which tell how far a CURVE handshake came
 * and what it agreed on.
 */
final class CurveInternals {

	/** Nonces from here on are sent by nobody: there are 2^63 before. */
	private static final long UNSENT = Long.MIN_VALUE;

	private final Side server = new Side("zmq.io.mechanism.curve.CurveServerMechanism", "cookieKey", "SEND_READY");

	private final Side client = new Side("zmq.io.mechanism.curve.CurveClientMechanism", "cnCookie", "SEND_INITIATE");

	/** With the original jnacl ahead of its replacement JeroMQ keeps its messages. */
	private final boolean replaced = NaclClassPath.inspect().replacement();

	/** The client's short-term key as its server has it. */
	private final VarHandle clientKey = new PrivateMembers(this.server.type).field("cnClient", byte[].class);

	private final VarHandle serverKey = new PrivateMembers(this.client.type).field("serverKey", byte[].class);

	CurveInternals() throws ReflectiveOperationException {
	}

	/** The name of the state of a CURVE mechanism, or {@code null} if it is another. */
	@Nullable String state(Mechanism mechanism) {
		Side side = side(mechanism);
		return (side != null) ? ((Enum<?>) side.state.getVolatile(mechanism)).name() : null;
	}

	boolean isClient(Mechanism mechanism) {
		return this.client.type.isInstance(mechanism);
	}

	/** The key that a CURVE client insists on. */
	byte[] serverKey(Mechanism client) {
		return (byte[]) this.serverKey.get(client);
	}

	boolean isServer(Mechanism mechanism) {
		return this.server.type.isInstance(mechanism);
	}

	/** Whether a CURVE server will send READY next. */
	boolean isAboutToLetIn(Mechanism mechanism) {
		return isServer(mechanism) && "SEND_READY".equals(state(mechanism));
	}

	/** Whether the messages of a connection can be {@link #messages taken over}. */
	boolean hasMessages(Mechanism mechanism) {
		return this.replaced && side(mechanism) != null;
	}

	/**
	 * Take over the messages of a connection whose handshake is over. To be called on its
	 * I/O thread.
	 * @return their codec, or {@code null} if the mechanism is not CURVE or not with this
	 * cryptography
	 */
	@Nullable CurveMessages messages(Mechanism mechanism) {
		Side side = side(mechanism);
		if (side == null || !this.replaced) {
			return null;
		}
		return new CurveMessages(side == this.server, (byte[]) side.sharedKey.get(mechanism),
				(long) side.nonce.get(mechanism), (long) side.peerNonce.get(mechanism));
	}

	/**
	 * Return, once for a connection whose handshake is over, which of the server's keys
	 * the client of a CURVE server addressed.
	 * @return the server's public key, or {@code null} if the mechanism is no CURVE
	 * server or not with this cryptography
	 */
	byte @Nullable [] addressedKey(Mechanism mechanism) {
		return (this.replaced && isServer(mechanism))
				? CryptoBox.takeAddressedServerKey((byte[]) this.server.secret.get(mechanism)) : null;
	}

	/**
	 * Tell JeroMQ the last nonce of the peer, before JeroMQ decodes what comes after it.
	 * To be called on the I/O thread.
	 */
	void setPeerNonce(Mechanism mechanism, long nonce) {
		Side side = side(mechanism);
		if (side != null) {
			side.peerNonce.set(mechanism, nonce);
		}
	}

	/**
	 * Forget the keys of one connection, but not those of its socket, which others have
	 * as well. To be called on the I/O thread, once the mechanism is no longer used.
	 */
	void wipe(Mechanism mechanism) {
		Side side = side(mechanism);
		if (side == this.server) {
			CryptoBox.forgetHandshake((byte[]) this.clientKey.get(mechanism));
			CryptoBox.forgetHandshake((byte[]) side.secret.get(mechanism));
		}
		if (side != null) {
			side.secrets.forEach((each) -> {
				byte[] secret = (byte[]) each.get(mechanism);
				if (secret != null) {
					Arrays.fill(secret, (byte) 0);
				}
			});
		}
	}

	/**
	 * Have the mechanism make its next command, and add a property to the one that
	 * carries some. In CURVE JeroMQ seals that one under a nonce that no command is ever
	 * sent with, and it is sealed anew under its own. With the original jnacl the
	 * commands of CURVE stay as they are. To be called on the I/O thread.
	 * @return what the mechanism returned
	 */
	int nextHandshakeCommand(Mechanism mechanism, Msg message, String name, String value) {
		Side side = side(mechanism);
		if (side == null) {
			Msg.Builder made = new Msg.Builder();
			int result = mechanism.nextHandshakeCommand(made);
			if (result == 0) {
				put(HandshakeProperty.plain(made.build().data(), name, value), message);
			}
			return result;
		}
		return (this.replaced && side.isAboutToSendProperties(mechanism))
				? nextWithProperty(mechanism, side, message, name, value) : mechanism.nextHandshakeCommand(message);
	}

	private static int nextWithProperty(Mechanism mechanism, Side side, Msg message, String name, String value) {
		long nonce = (long) side.nonce.get(mechanism);
		Msg.Builder made = new Msg.Builder();
		int result;
		side.nonce.set(mechanism, UNSENT | nonce);
		try {
			result = mechanism.nextHandshakeCommand(made);
		}
		finally {
			side.nonce.set(mechanism, nonce);
		}
		if (result == 0) {
			put(HandshakeProperty.sealed(made.build().data(), (byte[]) side.sharedKey.get(mechanism), nonce, name,
					value), message);
			side.nonce.set(mechanism, nonce + 1);
		}
		return result;
	}

	private static void put(byte[] command, Msg message) {
		message.put(command, 0, command.length);
	}

	private @Nullable Side side(Mechanism mechanism) {
		if (this.server.type.isInstance(mechanism)) {
			return this.server;
		}
		return (this.client.type.isInstance(mechanism)) ? this.client : null;
	}

	private static final class Side {

		private final Class<?> type;

		private final VarHandle state;

		private final String sendsProperties;

		private final VarHandle sharedKey;

		private final VarHandle secret;

		private final List<VarHandle> secrets;

		private final VarHandle nonce;

		private final VarHandle peerNonce;

		Side(String className, String cookie, String sendsProperties) throws ReflectiveOperationException {
			this.type = Class.forName(className);
			PrivateMembers mechanism = new PrivateMembers(this.type);
			this.state = mechanism.field("state", Class.forName(className + "$State"));
			this.sendsProperties = sendsProperties;
			this.sharedKey = mechanism.field("cnPrecom", byte[].class);
			this.secret = mechanism.field("cnSecret", byte[].class);
			this.secrets = List.of(this.sharedKey, this.secret, mechanism.field(cookie, byte[].class));
			this.nonce = mechanism.writableField("cnNonce", long.class);
			this.peerNonce = mechanism.writableField("cnPeerNonce", long.class);
		}

		boolean isAboutToSendProperties(Mechanism mechanism) {
			return this.sendsProperties.equals(((Enum<?>) this.state.getVolatile(mechanism)).name());
		}

	}

}
