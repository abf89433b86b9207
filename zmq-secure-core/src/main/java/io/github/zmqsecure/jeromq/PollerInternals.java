// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.invoke.VarHandle;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import zmq.io.IOObject;
import zmq.io.StreamEngine;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

/**
 * The private members of the poller, by which an I/O thread knows its channels.
 */
final class PollerInternals {

	private final VarHandle selector;

	private final VarHandle fdTable;

	private final VarHandle retired;

	private final VarHandle handleFd;

	private final VarHandle handleHandler;

	private final VarHandle ioObjectHandler;

	PollerInternals() throws ReflectiveOperationException {
		PrivateMembers poller = new PrivateMembers(Poller.class);
		this.selector = poller.field("selector", Selector.class);
		this.fdTable = poller.field("fdTable", Set.class);
		this.retired = poller.writableField("retired", boolean.class);
		PrivateMembers handle = new PrivateMembers(Poller.Handle.class);
		this.handleFd = handle.field("fd", SelectableChannel.class);
		this.handleHandler = handle.field("handler", IPollEvents.class);
		this.ioObjectHandler = new PrivateMembers(IOObject.class).field("handler", IPollEvents.class);
	}

	Selector selector(Poller poller) {
		return (Selector) this.selector.getVolatile(poller);
	}

	/** To be iterated on the poller's own thread only. */
	Set<?> handles(Poller poller) {
		return (Set<?>) this.fdTable.getVolatile(poller);
	}

	/** Make the poller register anew what it has forgotten to register. */
	void registerAgain(Poller poller) {
		this.retired.setVolatile(poller, true);
		selector(poller).wakeup();
	}

	IPollEvents handler(Poller.Handle handle) {
		return (IPollEvents) this.handleHandler.getVolatile(handle);
	}

	@Nullable StreamEngine engine(Object handle) {
		Object handler = handler((Poller.Handle) handle);
		Object engine = (handler instanceof IOObject ioObject) ? this.ioObjectHandler.getVolatile(ioObject) : handler;
		return (engine instanceof StreamEngine streamEngine) ? streamEngine : null;
	}

	SelectableChannel channel(Object handle) {
		return (SelectableChannel) this.handleFd.getVolatile((Poller.Handle) handle);
	}

}
