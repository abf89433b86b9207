// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.Closeable;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.zmqsecure.socket.HardenedContext.IoThread;
import io.github.zmqsecure.thread.Waiting;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;
import zmq.Ctx;
import zmq.poll.Poller;

/**
 * Takes down a context whose I/O thread can't be trusted to do it: closes its listeners
 * and connections, ends its threads, and frees what JeroMQ opened for it. While sockets
 * of others are open on it, what they need in order to be closed stays.
 */
final class ContextDisposal {

	private static final Log logger = LogFactory.getLog(ContextDisposal.class);

	private static final Duration PATIENCE = Duration.ofMillis(250);

	private final PollerInternals pollers = JeromqInternals.get().poller();

	private final ContextInternals contexts = JeromqInternals.get().context();

	/**
	 * Take down a context. What was done is not done again when this is called once more.
	 * @throws OutOfMemoryError if the heap was too full to free all of its ports, so that
	 * this should be called again before they are bound
	 */
	void dispose(ZContext context, List<IoThread> threads) {
		Ctx ctx = this.contexts.ctx(context);
		boolean inUse = !context.isEmpty();
		attempt(() -> this.contexts.shutdown(ctx));
		List<IoThread> ended = new ArrayList<>();
		for (IoThread each : threads) {
			if (isIoThread(each) || !inUse) {
				end(each);
				ended.add(each);
			}
		}
		closeListeners(ctx);
		ended.forEach((each) -> closeChannels((Poller) each.poller(), !each.thread().isAlive()));
		if (ended.stream().noneMatch((each) -> isIoThread(each) && each.thread().isAlive())) {
			closeAttaching(ctx);
		}
		ended.forEach((each) -> attempt(() -> ctx.closeSelector(this.pollers.selector((Poller) each.poller()))));
		if (!inUse) {
			closeMailboxes(ctx);
			new ArrayList<>(this.contexts.selectors(ctx)).forEach(ctx::closeSelector);
			this.contexts.markClosed(context);
		}
	}

	/**
	 * A command that fails while a session ends leaves its connection open, and nobody
	 * closes it.
	 */
	void closeLeftovers(List<IoThread> threads) {
		for (IoThread each : threads) {
			if (Waiting.untilEnded(each.thread(), PATIENCE)) {
				attempt(() -> closeChannels((Poller) each.poller(), true));
			}
		}
	}

	private static boolean isIoThread(IoThread ioThread) {
		return ioThread.thread().getName().contains("iothread");
	}

	/**
	 * End a thread. One that does not come by its poller again can't be ended, but is
	 * left with nothing to do harm to.
	 */
	private static void end(IoThread ioThread) {
		Thread thread = ioThread.thread();
		attempt(((Poller) ioThread.poller())::stop);
		if (Waiting.untilEnded(thread, PATIENCE)) {
			return;
		}
		thread.interrupt();
		if (!Waiting.untilEnded(thread, PATIENCE)) {
			attempt(() -> logger.warn("Thread " + thread.getName() + " does not end and is left behind"));
		}
	}

	private void closeChannels(Poller poller, boolean ended) {
		Set<SelectableChannel> channels = new HashSet<>();
		Selector selector = this.pollers.selector(poller);
		if (selector.isOpen()) {
			selector.keys().stream().map(SelectionKey::channel).forEach(channels::add);
		}
		if (ended) {
			this.pollers.handles(poller).forEach((handle) -> channels.add(this.pollers.channel(handle)));
		}
		for (SelectableChannel channel : channels) {
			if (channel instanceof SocketChannel || channel instanceof ServerSocketChannel) {
				close(channel, selector);
			}
		}
		if (selector.isOpen()) {
			attemptWithMemory(selector::selectNow);
		}
	}

	private static void close(SelectableChannel channel, Selector selector) {
		attemptWithMemory(channel::close);
		SelectionKey key = channel.keyFor(selector);
		if (key != null) {
			key.cancel();
		}
	}

	/**
	 * No poller knows a listener whose socket was bound when the thread had ended
	 * already.
	 */
	private void closeListeners(Ctx ctx) {
		this.contexts.sockets(ctx).forEach((socket) -> attemptWithMemory(() -> JeromqListenerChannels.close(socket)));
	}

	private void closeAttaching(Ctx ctx) {
		for (@Nullable
		Object mailbox : this.contexts.mailboxes(ctx)) {
			if (mailbox instanceof GuardedMailbox guarded) {
				attemptWithMemory(guarded::closeAttaching);
			}
		}
	}

	private void closeMailboxes(Ctx ctx) {
		for (@Nullable
		Object mailbox : this.contexts.mailboxes(ctx)) {
			if (mailbox instanceof Closeable closeable) {
				attempt(closeable::close);
			}
		}
	}

	private static void attemptWithMemory(Step step) {
		try {
			step.run();
		}
		catch (OutOfMemoryError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			logger.debug("A channel of a dead context was not closed", ex);
		}
	}

	private static void attempt(Step step) {
		try {
			step.run();
		}
		catch (Throwable ex) {
			logger.debug("A part of a dead context was not disposed of", ex);
		}
	}

	/**
	 * A step that may fail without the others being left out.
	 */
	@FunctionalInterface
	private interface Step {

		void run() throws Throwable;

	}

}
