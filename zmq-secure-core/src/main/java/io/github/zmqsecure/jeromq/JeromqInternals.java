// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.reflect.InaccessibleObjectException;

import org.jspecify.annotations.Nullable;

/**
 * The private members of JeroMQ 0.6.0 that this library reads, and the few that it
 * writes. Resolved once; with another version nothing is started, since connections could
 * not be guarded.
 */
record JeromqInternals(PollerInternals poller, MailboxInternals mailbox, SessionInternals session,
		EngineInternals engine, MechanismInternals mechanism, CurveInternals curve, PipeInternals pipes,
		SocketInternals sockets, ContextInternals context, FlowInternals flow, TimerInternals timers,
		PublisherInternals publishers) {

	/**
	 * Return the members of the JeroMQ on the class path.
	 * @return the members
	 * @throws UnsupportedJeromqException if it has others
	 */
	static JeromqInternals get() {
		return Holder.get();
	}

	private static JeromqInternals resolve() throws ReflectiveOperationException {
		return new JeromqInternals(new PollerInternals(), new MailboxInternals(), new SessionInternals(),
				new EngineInternals(), new MechanismInternals(), new CurveInternals(), new PipeInternals(),
				new SocketInternals(), new ContextInternals(), new FlowInternals(), new TimerInternals(),
				new PublisherInternals());
	}

	private static final class Holder {

		private static final @Nullable JeromqInternals INSTANCE;

		private static final @Nullable Throwable FAILURE;

		static {
			JeromqInternals instance = null;
			Throwable failure = null;
			try {
				instance = resolve();
			}
			catch (ReflectiveOperationException | InaccessibleObjectException | LinkageError ex) {
				failure = ex;
			}
			INSTANCE = instance;
			FAILURE = failure;
		}

		static JeromqInternals get() {
			if (INSTANCE == null) {
				throw new UnsupportedJeromqException(
						"The JeroMQ on the class path is not 0.6.0, so its connections could not be guarded.", FAILURE);
			}
			return INSTANCE;
		}

	}

}
