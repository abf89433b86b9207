// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Processes that send and processes that receive, idle but in their turns.
 */
final class Flow implements Rounds.Subject {

	private static final int RAMP = 150;

	private final List<PeerProcess> senders;

	private final List<PeerProcess> receivers;

	private final double receivedByEach;

	/**
	 * Create an instance.
	 * @param senders the processes that send
	 * @param receivers the processes that receive
	 * @param copies how many sockets receive each message
	 */
	Flow(List<PeerProcess> senders, List<PeerProcess> receivers, int copies) {
		this.senders = senders;
		this.receivers = receivers;
		this.receivedByEach = copies;
	}

	@Override
	public double[] measure(long millis) throws IOException {
		for (PeerProcess sender : this.senders) {
			sender.turn(millis + 2 * RAMP);
		}
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RAMP));
		for (PeerProcess receiver : this.receivers) {
			receiver.turn(millis);
		}
		double rate = this.receivers.stream().mapToDouble(PeerProcess::number).sum();
		this.senders.forEach(PeerProcess::line);
		return new double[] { rate / this.receivedByEach };
	}

	@Override
	public void close() {
		List<PeerProcess> processes = new ArrayList<>(this.senders);
		processes.addAll(this.receivers);
		processes.forEach(PeerProcess::close);
	}

}
