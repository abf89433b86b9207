// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

import org.jspecify.annotations.Nullable;
import zmq.Mailbox;
import zmq.io.IOThread;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

/**
 * Takes the signal that woke an I/O thread before the thread looks at its commands. A
 * sender writes its signal first and counts it afterwards: stock JeroMQ looks at the
 * count, leaves a signal that isn't counted yet, and spins until its sender runs again.
 */
final class SignalReader implements IPollEvents {

	/** Of one signal: the others bring the thread back should a command fail. */
	private final ByteBuffer signal = ByteBuffer.allocate(1);

	private final MailboxInternals mailboxes = JeromqInternals.get().mailbox();

	private final IOThread ioThread;

	private final Mailbox mailbox;

	private SignalReader(IOThread ioThread) {
		this.ioThread = ioThread;
		this.mailbox = ioThread.getMailbox();
	}

	/**
	 * Have the signal taken first. To be called now and then: a poller that replaced its
	 * selector has forgotten it. Any thread may do so.
	 * @param ioThread the I/O thread
	 * @param poller what it runs
	 */
	static void install(IOThread ioThread, Poller poller) {
		SelectionKey key = key(ioThread, poller);
		if (key != null && key.attachment() instanceof Poller.Handle handle
				&& JeromqInternals.get().poller().handler(handle) == ioThread) {
			key.attach(new Poller.Handle(key.channel(), new SignalReader(ioThread)));
		}
	}

	private static @Nullable SelectionKey key(IOThread ioThread, Poller poller) {
		SelectableChannel channel = ioThread.getMailbox().getFd();
		return channel.keyFor(JeromqInternals.get().poller().selector(poller));
	}

	@Override
	public void inEvent() {
		boolean interrupted = Thread.interrupted();
		try {
			if (((ReadableByteChannel) this.mailbox.getFd()).read(this.signal.clear()) == 1) {
				this.mailboxes.countSignal(this.mailbox);
			}
		}
		catch (IOException ex) {
			// The mailbox is closed, which the I/O thread finds out for itself.
			return;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
		this.ioThread.inEvent();
	}

}
