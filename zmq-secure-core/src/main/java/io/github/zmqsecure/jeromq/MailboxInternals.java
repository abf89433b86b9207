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
import java.nio.channels.SocketChannel;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import zmq.Command;
import zmq.Ctx;
import zmq.Mailbox;
import zmq.ZObject;
import zmq.io.IOThread;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.poll.Poller;

/**
 * The private members by which the commands are seen that wait for an I/O thread. For
 * that thread only.
 */
final class MailboxInternals {

	private final VarHandle ioThreads;

	private final VarHandle poller;

	private final VarHandle commands;

	private final VarHandle signaler;

	private final VarHandle signalsTaken;

	private final VarHandle type;

	private final VarHandle destination;

	private final VarHandle argument;

	private final VarHandle engineChannel;

	MailboxInternals() throws ReflectiveOperationException {
		this.ioThreads = new PrivateMembers(Ctx.class).field("ioThreads", List.class);
		this.poller = new PrivateMembers(IOThread.class).field("poller", Poller.class);
		Class<?> signalerType = Class.forName("zmq.Signaler", false, Mailbox.class.getClassLoader());
		PrivateMembers mailbox = new PrivateMembers(Mailbox.class);
		this.commands = mailbox.field("cpipe", Deque.class);
		this.signaler = mailbox.field("signaler", signalerType);
		this.signalsTaken = new PrivateMembers(signalerType).writableField("rcursor", long.class);
		PrivateMembers command = new PrivateMembers(Command.class);
		this.type = command.field("type", Command.Type.class);
		this.destination = command.field("destination", ZObject.class);
		this.argument = command.field("arg", Object.class);
		this.engineChannel = new PrivateMembers(StreamEngine.class).field("fd", SocketChannel.class);
	}

	@Nullable IOThread ioThread(Ctx ctx, Poller poller) {
		for (Object ioThread : (List<?>) this.ioThreads.get(ctx)) {
			if (this.poller.get((IOThread) ioThread) == poller) {
				return (IOThread) ioThread;
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
	 * Find the engine that is about to be attached to its session. The command was sent
	 * last, or nearly so.
	 * @return the engine and its session, or {@code null} if there is no such command
	 */
	@Nullable Attachment findAttachment(Ctx ctx, SocketChannel channel) {
		for (Object ioThread : (List<?>) this.ioThreads.get(ctx)) {
			Mailbox mailbox = ((IOThread) ioThread).getMailbox();
			Iterator<?> newestFirst = ((Deque<?>) this.commands.get(mailbox)).descendingIterator();
			while (newestFirst.hasNext()) {
				Command command = (Command) newestFirst.next();
				if (this.type.get(command) == Command.Type.ATTACH
						&& this.argument.get(command) instanceof StreamEngine engine
						&& this.engineChannel.get(engine) == channel) {
					return new Attachment(engine, (SessionBase) this.destination.get(command));
				}
			}
		}
		return null;
	}

	/**
	 * An engine and the session that it is about to be attached to.
	 *
	 * @param engine the engine
	 * @param session the session
	 */
	record Attachment(StreamEngine engine, SessionBase session) {

	}

}
