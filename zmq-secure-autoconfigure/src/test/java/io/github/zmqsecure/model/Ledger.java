// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.model;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was accepted and what arrived. Thread-safe.
 */
class Ledger {

	private final Set<String> accepted = ConcurrentHashMap.newKeySet();

	private final Map<String, AtomicLong> counters = new ConcurrentHashMap<>();

	private final Set<String> arrived = ConcurrentHashMap.newKeySet();

	private final Map<String, Long> newest = new ConcurrentHashMap<>();

	private final Queue<String> problems = new ConcurrentLinkedQueue<>();

	private final boolean ordered;

	/**
	 * Create a ledger.
	 * @param ordered whether each sender's messages have to arrive in their order, which
	 * ZeroMQ keeps for each connection
	 */
	Ledger(boolean ordered) {
		this.ordered = ordered;
	}

	/** Note a message before it is offered, since it may arrive before that returns. */
	void offered(String id) {
		this.accepted.add(id);
	}

	void refused(String id) {
		this.accepted.remove(id);
		if (this.arrived.stream().anyMatch((each) -> each.endsWith(" " + id))) {
			problem("Message " + id + " was refused, and arrived");
		}
	}

	void accepted(String socket) {
		count("accepted " + socket);
	}

	/**
	 * Note an arrival.
	 * @param receiver the socket
	 * @param sender which thread of which socket sent it
	 * @param number the number that it gave to the message
	 */
	void arrived(String receiver, String sender, long number) {
		String id = sender + "#" + number;
		if (!this.accepted.contains(id)) {
			problem("Message " + id + " arrived at " + receiver + " and was never sent");
		}
		if (!this.arrived.add(receiver + " " + id)) {
			problem("Message " + id + " arrived twice at " + receiver);
		}
		Long before = this.newest.put(receiver + " " + sender, number);
		if (this.ordered && before != null && before > number) {
			problem("Message " + id + " arrived at " + receiver + " after number " + before);
		}
		count("arrived " + receiver);
		count("delivered " + sender.substring(0, sender.indexOf('/')));
	}

	void handled(String socket) {
		count("handled " + socket);
	}

	void problem(String problem) {
		if (this.problems.size() < 20) {
			this.problems.add(problem);
		}
	}

	List<String> problems() {
		return List.copyOf(this.problems);
	}

	long get(String counter) {
		AtomicLong count = this.counters.get(counter);
		return (count != null) ? count.get() : 0;
	}

	void count(String counter) {
		this.counters.computeIfAbsent(counter, (key) -> new AtomicLong()).incrementAndGet();
	}

	@Override
	public String toString() {
		return new java.util.TreeMap<>(this.counters).toString();
	}

}
