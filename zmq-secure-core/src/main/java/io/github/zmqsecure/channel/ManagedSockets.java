// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.auth.ZapSupervisor;
import io.github.zmqsecure.connection.ConnectionManager;
import io.github.zmqsecure.endpoint.EndpointResolver;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.thread.GuardedThreads;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * All managed sockets of the application. They open before its web server takes requests
 * and close after it; the ZAP handler answers before the first server is bound.
 *
 * @since 0.1.0
 */
public class ManagedSockets implements SmartLifecycle {

	/** Lower than the phases of Spring Boot's web server and its graceful shutdown. */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	private static final Duration STOP_GRACE = Duration.ofSeconds(1);

	private final Map<String, ManagedSocket> sockets;

	private final HardenedContext context;

	private final MemoryBudget memory;

	private final ConnectionManager connectionManager;

	private final ZapSupervisor authentication;

	private final ContextWatchdog watchdog;

	private volatile boolean running;

	/**
	 * Create the managed sockets.
	 * @param context the context of the sockets
	 * @param factory makes the sockets
	 * @param connectionManager knows their connections
	 * @param verdicts carries the verdicts of the ZAP handler
	 * @param resolver resolves what the sockets connect to
	 * @param authentication keeps the ZAP handler answering
	 * @param threads the guarded threads
	 * @param settings what each socket has beyond the socket itself, by name
	 */
	public ManagedSockets(HardenedContext context, SecureSocketFactory factory, ConnectionManager connectionManager,
			VerdictProperty verdicts, EndpointResolver resolver, ZapSupervisor authentication, GuardedThreads threads,
			Map<String, ManagedSocketSettings> settings) {
		Map<String, ManagedSocket> sockets = new LinkedHashMap<>();
		settings.forEach((name, managed) -> {
			var socket = factory.getSettings(name);
			sockets.put(name, new ManagedSocket(socket, managed, factory, connectionManager.getConnections(socket),
					verdicts, resolver));
		});
		this.sockets = Collections.unmodifiableMap(sockets);
		this.context = context;
		this.memory = connectionManager.getMemory();
		this.connectionManager = connectionManager;
		this.authentication = authentication;
		this.watchdog = new ContextWatchdog(context, authentication,
				sockets.values().stream().map(ManagedSocket::getLifecycle).toList(), threads);
	}

	/**
	 * Return a socket by its name.
	 * @param name the name under {@code zmq.secure.sockets}
	 * @return the socket
	 * @throws ZmqSecureException if there is none
	 */
	public ManagedSocket get(String name) {
		ManagedSocket socket = this.sockets.get(name);
		if (socket == null) {
			throw new ZmqSecureException("There is no socket '" + name + "'. Known sockets: " + this.sockets.keySet()
					+ ". Add it under 'zmq.secure.sockets'.");
		}
		return socket;
	}

	/**
	 * Return what messages may occupy, and do.
	 * @return the budget of all sockets
	 */
	public MemoryBudget getMemory() {
		return this.memory;
	}

	/**
	 * Return all sockets.
	 * @return the sockets
	 */
	public Collection<ManagedSocket> getAll() {
		return this.sockets.values();
	}

	/**
	 * Return what keeps the sockets as a whole from working: their context failed, and
	 * they are being rebuilt on another.
	 * @return what is wrong, {@code null} if nothing is
	 */
	public @Nullable String getProblem() {
		return this.watchdog.getProblem();
	}

	/**
	 * Add who is notified when the sockets can't be rebuilt after their context failed.
	 * @param listener the listener
	 */
	public void addContextListener(ContextListener listener) {
		this.watchdog.addListener(listener);
	}

	/**
	 * Put the keys as they are now on all open sockets. New handshakes take them.
	 */
	public void refreshKeys() {
		this.sockets.values()
			.stream()
			.filter(ManagedSocket::isOpen)
			.forEach((socket) -> socket.getLifecycle().refreshKeys());
	}

	@Override
	public void start() {
		if (this.running) {
			return;
		}
		this.context.endLinger();
		this.context.resume();
		this.authentication.start();
		try {
			this.sockets.values().forEach((socket) -> socket.getLifecycle().start());
			this.watchdog.start();
			this.running = true;
		}
		catch (RuntimeException | Error ex) {
			stopSockets();
			throw ex;
		}
	}

	@Override
	public void stop() {
		if (this.running) {
			this.running = false;
			this.context.beginLinger();
			this.watchdog.stop();
			stopSockets();
			if (this.authentication.closeIfUnused()) {
				this.connectionManager.close();
				this.context.suspend();
			}
		}
	}

	/**
	 * All of them linger at the same time, and none may take much longer than that.
	 */
	private void stopSockets() {
		List<SocketLifecycle> owners = this.sockets.values().stream().map(ManagedSocket::getLifecycle).toList();
		Duration linger = owners.stream()
			.map(SocketLifecycle::getLinger)
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
		long deadline = SocketLifecycle.deadline(linger.plus(STOP_GRACE));
		owners.forEach(SocketLifecycle::requestStop);
		owners.forEach((owner) -> owner.stop(deadline));
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
