/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.jeromq;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;

import io.github.zmqsecure.nacl.NaclClassPath;
import org.jspecify.annotations.Nullable;
import zmq.io.mechanism.Mechanism;

/**
 * The private fields of the CURVE mechanisms, which tell how far a CURVE handshake came
 * and what it agreed on.
 */
final class CurveInternals {

	private final Side server = new Side("zmq.io.mechanism.curve.CurveServerMechanism", "cookieKey");

	private final Side client = new Side("zmq.io.mechanism.curve.CurveClientMechanism", "cnCookie");

	/** With the original jnacl ahead of ours JeroMQ keeps its messages. */
	private final boolean replaced = NaclClassPath.inspect().replacement();

	CurveInternals() throws ReflectiveOperationException {
	}

	/** The name of the state of a CURVE mechanism, or {@code null} if it is another. */
	@Nullable String state(Mechanism mechanism) {
		Side side = side(mechanism);
		return (side != null) ? ((Enum<?>) side.state.getVolatile(mechanism)).name() : null;
	}

	boolean isServer(Mechanism mechanism) {
		return this.server.type.isInstance(mechanism);
	}

	/** Whether a CURVE server will send READY next. */
	boolean isAboutToLetIn(Mechanism mechanism) {
		return isServer(mechanism) && "SEND_READY".equals(state(mechanism));
	}

	/**
	 * Take over the messages of a connection whose handshake is over. To be called on its
	 * I/O thread.
	 * @return their codec, or {@code null} if the mechanism is not CURVE or not with our
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
	 * Add a property to a command of the handshake that carries some. With the original
	 * jnacl the commands of CURVE stay as they are. To be called on the I/O thread.
	 * @return the command
	 */
	byte[] withProperty(Mechanism mechanism, byte[] command, String name, String value) {
		Side side = side(mechanism);
		if (side == null) {
			return HandshakeProperty.plain(command, name, value);
		}
		return (this.replaced) ? HandshakeProperty.sealed(command, (byte[]) side.sharedKey.get(mechanism), name, value)
				: command;
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

		private final VarHandle sharedKey;

		private final List<VarHandle> secrets;

		private final VarHandle nonce;

		private final VarHandle peerNonce;

		Side(String className, String cookie) throws ReflectiveOperationException {
			this.type = Class.forName(className);
			PrivateMembers mechanism = new PrivateMembers(this.type);
			this.state = mechanism.field("state", Class.forName(className + "$State"));
			this.sharedKey = mechanism.field("cnPrecom", byte[].class);
			this.secrets = List.of(this.sharedKey, mechanism.field("cnSecret", byte[].class),
					mechanism.field(cookie, byte[].class));
			this.nonce = mechanism.field("cnNonce", long.class);
			this.peerNonce = mechanism.writableField("cnPeerNonce", long.class);
		}

	}

}
