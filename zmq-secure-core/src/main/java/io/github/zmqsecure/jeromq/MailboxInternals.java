// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.invoke.VarHandle;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import zmq.Command;
import zmq.Ctx;
import zmq.IMailbox;
import zmq.Mailbox;
import zmq.SocketBase;
import zmq.ZObject;
import zmq.io.IOThread;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.poll.Poller;

/**
 * The private members by which the commands are seen that I/O threads are sent.
 */
final class MailboxInternals {

	private final VarHandle ioThreads;

	private final VarHandle poller;

	private final VarHandle slots;

	private final VarHandle signaler;

	private final VarHandle signalsTaken;

	private final VarHandle type;

	private final VarHandle destination;

	private final VarHandle argument;

	private final VarHandle engineChannel;

	private final VarHandle eventHook;

	MailboxInternals() throws ReflectiveOperationException {
		PrivateMembers ctx = new PrivateMembers(Ctx.class);
		this.ioThreads = ctx.field("ioThreads", List.class);
		this.slots = ctx.field("slots", IMailbox[].class);
		this.poller = new PrivateMembers(IOThread.class).field("poller", Poller.class);
		Class<?> signalerType = Class.forName("zmq.Signaler", false, Mailbox.class.getClassLoader());
		PrivateMembers mailbox = new PrivateMembers(Mailbox.class);
		this.signaler = mailbox.field("signaler", signalerType);
		this.signalsTaken = new PrivateMembers(signalerType).writableField("rcursor", long.class);
		PrivateMembers command = new PrivateMembers(Command.class);
		this.type = command.field("type", Command.Type.class);
		this.destination = command.field("destination", ZObject.class);
		this.argument = command.field("arg", Object.class);
		this.engineChannel = new PrivateMembers(StreamEngine.class).field("fd", SocketChannel.class);
		this.eventHook = new PrivateMembers(SocketBase.class).field("monitor", AtomicReference.class);
	}

	/**
	 * The I/O thread that runs a poller, {@code null} while its context does not know it
	 * yet. For any thread.
	 */
	@Nullable IOThread ioThread(Ctx ctx, Poller poller) {
		List<?> ioThreads = (List<?>) this.ioThreads.get(ctx);
		for (int i = 0; i < ioThreads.size(); i++) {
			if (ioThreads.get(i) instanceof IOThread ioThread && this.poller.get(ioThread) == poller) {
				return ioThread;
			}
		}
		return null;
	}

	Poller poller(Ctx ctx, int tid) {
		for (Object ioThread : (List<?>) this.ioThreads.get(ctx)) {
			if (((IOThread) ioThread).getTid() == tid) {
				return (Poller) this.poller.get((IOThread) ioThread);
			}
		}
		throw new IllegalStateException("The context has no I/O thread " + tid);
	}

	/**
	 * Count a signal as taken. Called on the thread that reads the mailbox.
	 */
	void countSignal(Mailbox mailbox) {
		Object signaler = this.signaler.get(mailbox);
		this.signalsTaken.set(signaler, (long) this.signalsTaken.get(signaler) + 1);
	}

	/**
	 * Stand before the mailboxes of all I/O threads of a context, where they are written
	 * to. To be done before a socket is bound or connected.
	 * @return how many I/O threads there are
	 */
	synchronized int guard(Ctx ctx) {
		IMailbox[] slots = (IMailbox[]) this.slots.getVolatile(ctx);
		List<?> ioThreads = (List<?>) this.ioThreads.get(ctx);
		for (Object each : ioThreads) {
			int tid = ((IOThread) each).getTid();
			if (!(slots[tid] instanceof GuardedMailbox)) {
				slots[tid] = new GuardedMailbox(this, slots[tid], ioThreads.size() == 1);
			}
		}
		return ioThreads.size();
	}

	/** The connection whose engine a command attaches, if it does that. */
	@Nullable Attachment attachment(Command command) {
		if (this.type.get(command) != Command.Type.ATTACH
				|| !(this.argument.get(command) instanceof StreamEngine engine)) {
			return null;
		}
		SessionBase session = (SessionBase) this.destination.get(command);
		return new Attachment((SocketChannel) this.engineChannel.get(engine), engine, session,
				JeromqInternals.get().session().isAccepted(session));
	}

	/**
	 * Who is notified of the connections of the socket of a session, if it is guarded.
	 */
	@Nullable AttachmentListener listener(SessionBase session) {
		AtomicReference<?> hook = (AtomicReference<?>) this.eventHook.get(session.getSocket());
		return (hook.get() instanceof AttachmentListener listener) ? listener : null;
	}

}
