// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.HashSet;
import java.util.Set;

import io.github.zmqsecure.memory.ByteAccount;
import zmq.Msg;
import zmq.io.Msgs;

/**
 * Bounds the groups that one peer of a RADIO joins. JeroMQ keeps each as often as it is
 * joined, and fails on a command without a name.
 */
final class GroupFilter implements FrameFilter {

	private static final String JOIN = "JOIN";

	private static final String LEAVE = "LEAVE";

	/** Longer ones JeroMQ takes for none. */
	private static final int LONGEST = 255;

	/** About what JeroMQ and this library keep for a group, besides its name. */
	private static final int OVERHEAD = 256;

	private final SubscriptionLimits limits;

	private final ByteAccount account;

	private final Runnable closed;

	private final Set<Topic> groups = new HashSet<>();

	private long held;

	GroupFilter(SubscriptionLimits limits, ByteAccount account, Runnable closed) {
		this.limits = limits;
		this.account = account;
		this.closed = closed;
	}

	@Override
	public Decision decide(Msg frame) {
		return Decision.SKIP;
	}

	@Override
	public Decision decideCommand(Msg command) {
		if (command.size() == 0 || command.get(0) < 0) {
			return Decision.SKIP;
		}
		if (Msgs.startsWith(command, JOIN, true)) {
			return join(command);
		}
		if (Msgs.startsWith(command, LEAVE, true)) {
			return leave(command);
		}
		return Decision.PASS;
	}

	private Decision join(Msg command) {
		int length = command.size() - JOIN.length() - 1;
		if (length > Math.min(LONGEST, this.limits.maxTopicLength())) {
			return Decision.exceeds("max-topic-length");
		}
		Topic group = groupIn(command, length);
		if (this.groups.contains(group)) {
			return Decision.SKIP;
		}
		if (this.groups.size() >= this.limits.maxSubscriptions()) {
			return Decision.exceeds("max-subscriptions");
		}
		if (!this.account.tryTake(bytesOf(length))) {
			return Decision.exceeds("max-subscription-bytes");
		}
		this.held += bytesOf(length);
		this.groups.add(group);
		return Decision.PASS;
	}

	private Decision leave(Msg command) {
		int length = command.size() - LEAVE.length() - 1;
		if (length > LONGEST || !this.groups.remove(groupIn(command, length))) {
			return Decision.SKIP;
		}
		this.held -= bytesOf(length);
		this.account.release(bytesOf(length));
		return Decision.PASS;
	}

	@Override
	public void close() {
		this.account.release(this.held);
		this.held = 0;
		this.groups.clear();
		this.closed.run();
	}

	private static long bytesOf(int length) {
		return OVERHEAD + 2L * length;
	}

	private static Topic groupIn(Msg command, int length) {
		byte[] group = new byte[length];
		command.getBytes(command.size() - length, group, 0, length);
		return new Topic(group);
	}

}
