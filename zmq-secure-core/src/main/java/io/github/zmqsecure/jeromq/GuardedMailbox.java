// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.IOException;

import org.jspecify.annotations.Nullable;
import zmq.Command;
import zmq.IMailbox;
import zmq.ZObject;

/**
 * Stands before the mailbox of an I/O thread, where it is written to. The command that
 * attaches an engine is preceded by a notice to the {@link AttachmentListener} of its
 * socket, on the thread to which the connection belongs: the one that accepted it may be
 * another, and JeroMQ's events come from that one.
 */
final class GuardedMailbox implements IMailbox {

	private final MailboxInternals internals;

	private final IMailbox mailbox;

	/** Whether there is one I/O thread, which then sends what attaches engines itself. */
	private final boolean single;

	GuardedMailbox(MailboxInternals internals, IMailbox mailbox, boolean single) {
		this.internals = internals;
		this.mailbox = mailbox;
		this.single = single;
	}

	@Override
	public void send(Command command) {
		Attachment attachment = this.internals.attachment(command);
		if (attachment != null) {
			Notice notice = new Notice(attachment);
			if (this.single) {
				notice.give();
			}
			else {
				notice.send();
			}
		}
		this.mailbox.send(command);
	}

	@Override
	public Command recv(long timeout) {
		return this.mailbox.recv(timeout);
	}

	@Override
	public void close() throws IOException {
		this.mailbox.close();
	}

	/**
	 * Close the connections that were about to be attached when the thread ended that
	 * reads this mailbox. No poller knows them. To be called once it has ended.
	 * @throws IOException if one could not be closed
	 */
	void closeAttaching() throws IOException {
		IOException failure = null;
		for (Command command = recv(0); command != null; command = recv(0)) {
			Attachment attachment = this.internals.attachment(command);
			try {
				if (attachment != null) {
					attachment.channel().close();
				}
			}
			catch (IOException ex) {
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * Goes through the same mailbox, ahead of the command that it is about.
	 */
	private final class Notice extends ZObject {

		private final Attachment attachment;

		Notice(Attachment attachment) {
			super(attachment.session().getCtx(), attachment.session().getTid());
			this.attachment = attachment;
		}

		void send() {
			sendCancel();
		}

		@Override
		protected void processCancel() {
			give();
		}

		void give() {
			@Nullable AttachmentListener listener = GuardedMailbox.this.internals.listener(this.attachment.session());
			if (listener != null) {
				listener.attaching(this.attachment);
			}
		}

	}

}
