// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.thread.DaemonThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait for one subscriber, which is called on a thread of its own and may
 * block or throw. Events that fall together take one place; beyond {@value #CAPACITY}
 * places all of one kind and socket do. Thread-safe.
 */
class PeerEventQueue {

	static final int CAPACITY = 256;

	private static final Log logger = LogFactory.getLog(PeerEventQueue.class);

	private static final RateLimitedLog failureLog = new RateLimitedLog(logger, Duration.ofSeconds(10));

	private final Consumer<? super ZmqPeerEvent> subscriber;

	private final ThreadPoolExecutor executor;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<Place, ZmqPeerEvent> waiting = new LinkedHashMap<>();

	PeerEventQueue(String thread, Consumer<? super ZmqPeerEvent> subscriber) {
		this.subscriber = subscriber;
		this.executor = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1),
				DaemonThreads.named(thread), new ThreadPoolExecutor.DiscardPolicy());
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Have the subscriber told. Never blocks or throws.
	 */
	void add(ZmqPeerEvent event) {
		try {
			put(event);
			this.executor.execute(this::drain);
		}
		catch (Throwable ex) {
			failureLog.error("An event on the connection of a peer could not be published", ex);
		}
	}

	void close() {
		this.executor.shutdownNow();
	}

	private void put(ZmqPeerEvent event) {
		this.lock.lock();
		try {
			Place place = Place.of(event);
			ZmqPeerEvent former = this.waiting.remove(place);
			if (former == null && this.waiting.size() >= CAPACITY) {
				place = place.ofAll();
				former = this.waiting.remove(place);
			}
			this.waiting.put(place, (former != null) ? event.standingFor(former.getCount() + 1) : event);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void drain() {
		ZmqPeerEvent event;
		while (!this.executor.isShutdown() && (event = poll()) != null) {
			try {
				this.subscriber.accept(event);
			}
			catch (Throwable ex) {
				failureLog.error("A listener of the application failed on a " + event.getClass().getSimpleName(), ex);
			}
		}
	}

	private @Nullable ZmqPeerEvent poll() {
		this.lock.lock();
		try {
			var events = this.waiting.values().iterator();
			if (!events.hasNext()) {
				return null;
			}
			ZmqPeerEvent event = events.next();
			events.remove();
			return event;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What events have in common that fall together.
	 *
	 * @param kind the kind of event and its reason
	 * @param socket the socket
	 * @param peer whom they are about, empty for all
	 */
	private record Place(String kind, String socket, String peer) {

		static Place of(ZmqPeerEvent event) {
			ZmqPeerEvent.Peer peer = event.getPeer();
			String name = (peer.name() != null) ? "name " + peer.name() : null;
			String address = (peer.address() != null) ? peer.address().getHostString() : "?";
			return new Place(event.kind(), event.getSocket(), (name != null) ? name : address);
		}

		Place ofAll() {
			return new Place(this.kind, this.socket, "");
		}

	}

}
