// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.io.SessionBase;
import zmq.io.mechanism.Mechanism;
import zmq.util.Blob;

/**
 * The private fields of a mechanism, whichever it is.
 */
final class MechanismInternals {

	private final VarHandle session;

	private final VarHandle options;

	private final VarHandle identity;

	private final VarHandle userId;

	private final VarHandle statusCode;

	MechanismInternals() throws ReflectiveOperationException {
		PrivateMembers mechanism = new PrivateMembers(Mechanism.class);
		this.session = mechanism.field("session", SessionBase.class);
		this.options = mechanism.field("options", Options.class);
		this.identity = mechanism.writableField("identity", Blob.class);
		this.userId = mechanism.writableField("userId", Blob.class);
		this.statusCode = mechanism.field("statusCode", String.class);
	}

	SessionBase session(Mechanism mechanism) {
		return (SessionBase) this.session.get(mechanism);
	}

	Options options(Mechanism mechanism) {
		return (Options) this.options.get(mechanism);
	}

	void copyIdentity(Mechanism from, Mechanism to) {
		this.identity.set(to, (Blob) this.identity.get(from));
		this.userId.set(to, (Blob) this.userId.get(from));
	}

	@Nullable String statusCode(Mechanism mechanism) {
		return (String) this.statusCode.getVolatile(mechanism);
	}

}
