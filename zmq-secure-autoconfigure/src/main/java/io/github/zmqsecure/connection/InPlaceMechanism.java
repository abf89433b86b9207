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

package io.github.zmqsecure.connection;

import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.auth.ZapVerdict;
import zmq.Msg;
import zmq.Options;
import zmq.ZError;
import zmq.io.StreamEngine;
import zmq.io.mechanism.Mechanism;

/**
 * Stands before a CURVE mechanism and puts what it decoded in the place of what was
 * received. JeroMQ 0.6.0 does not: when the receive high-water mark holds up a message,
 * it later hands over the ciphertext, and the message is lost. Used on the I/O thread
 * only, but for {@link #status()} and the properties.
 */
final class InPlaceMechanism extends Mechanism {

	private final JeromqInternals internals;

	private final StreamEngine engine;

	private final Mechanism curve;

	private final VerdictProperty verdicts;

	InPlaceMechanism(JeromqInternals internals, StreamEngine engine, Mechanism curve, Options options,
			VerdictProperty verdicts) {
		super(internals.session(curve), null, options);
		this.internals = internals;
		this.engine = engine;
		this.curve = curve;
		this.verdicts = verdicts;
	}

	Mechanism curve() {
		return this.curve;
	}

	@Override
	public Msg decode(Msg message) {
		Msg decoded = this.curve.decode(message);
		if (decoded != null) {
			this.internals.replaceDecodedMessage(this.engine, decoded);
		}
		return decoded;
	}

	@Override
	public Msg encode(Msg message) {
		return this.curve.encode(message);
	}

	@Override
	public Status status() {
		return this.curve.status();
	}

	@Override
	public int zapMsgAvailable() {
		int result = this.curve.zapMsgAvailable();
		adopt();
		return (isUnjudged()) ? -1 : result;
	}

	@Override
	public int processHandshakeCommand(Msg message) {
		int result = this.curve.processHandshakeCommand(message);
		adopt();
		return (isUnjudged()) ? ZError.EPROTO : result;
	}

	@Override
	public int nextHandshakeCommand(Msg message) {
		return this.curve.nextHandshakeCommand(message);
	}

	@Override
	public void destroy() {
		this.curve.destroy();
	}

	/**
	 * Whether a client is about to be let in that our ZAP handler did not judge.
	 */
	private boolean isUnjudged() {
		if (!this.internals.isAboutToLetIn(this.curve)) {
			return false;
		}
		ZapVerdict verdict = this.verdicts.read(this.curve.zapProperties);
		return verdict == null || verdict.peer() == null;
	}

	/**
	 * The engine asks its mechanism for what was learnt of the peer, and not by methods
	 * that could be passed on.
	 */
	private void adopt() {
		this.internals.copyIdentity(this.curve, this);
		this.zapProperties.set(this.curve.zapProperties);
		this.zmtpProperties.set(this.curve.zmtpProperties);
	}

}
