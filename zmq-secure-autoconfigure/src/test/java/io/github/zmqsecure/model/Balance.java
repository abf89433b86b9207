// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.MessageDirection;

/**
 * Whether what was accepted equals what arrived and what was counted as lost, once a
 * world has settled.
 */
class Balance {

	/** What was never accepted. */
	private static final Set<DropReason> REFUSED = EnumSet.of(DropReason.QUEUE_FULL, DropReason.TOO_LARGE);

	/** What a listener saw of messages that are counted as dropped. */
	private static final Set<DropReason> SEEN = EnumSet.of(DropReason.HANDLER_FAILED, DropReason.LATE_REPLY);

	private final World world;

	private final boolean exact;

	private final List<String> problems = new ArrayList<>();

	Balance(World world, boolean exact) {
		this.world = world;
		this.exact = exact;
	}

	List<String> problems() {
		this.problems.addAll(this.world.ledger().problems());
		this.world.senders().forEach(this::balanceSender);
		for (Link link : this.world.links()) {
			if (link.kind().clientSends() || link.kind().isAsked()) {
				balanceReceiver(link, link.server(), link.serverSocket());
			}
			for (int i = 0; i < link.clients().size(); i++) {
				if (link.kind().serverSends()) {
					balanceReceiver(link, link.clients().get(i), link.clientSocket(i));
				}
			}
			balanceLink(link);
		}
		return this.problems;
	}

	/** accepted = sent or dropped by reason or queued. */
	private void balanceSender(World.Sender sender) {
		List<ManagedSocket> lives = sender.lives();
		long accepted = this.world.ledger().get("accepted " + sender.socket);
		long sent = sum(lives, (each) -> each.getStatistics().getSent());
		long queued = lives.get(lives.size() - 1).getGauges().getQueueDepth();
		long dropped = dropped(lives);
		if (sent + queued > accepted || sent + queued + dropped < accepted) {
			this.problems.add(sender.socket + " accepted " + accepted + ", sent " + sent + ", queues " + queued
					+ ", dropped " + dropped + reasons(lives));
		}
	}

	/** received = handled or failed or dropped by reason. */
	private void balanceReceiver(Link link, int application, String socket) {
		List<ManagedSocket> lives = this.world.lives(application, socket);
		long received = sum(lives, (each) -> each.getStatistics().getReceived());
		long arrived = this.world.ledger().get("arrived " + socket);
		long dropped = sum(lives, (each) -> each.getStatistics().getDropped(DropReason.NOT_HANDLED)
				+ each.getStatistics().getDropped(DropReason.UNREADABLE));
		if (received != arrived + dropped && !link.kind().isAsked()) {
			this.problems.add(socket + " received " + received + ", its listener saw " + arrived + ", not handled "
					+ dropped + reasons(lives));
		}
		long failed = sum(lives, (each) -> each.getStatistics().getDropped(DropReason.HANDLER_FAILED));
		long handled = this.world.ledger().get("handled " + socket);
		if (arrived != handled + failed) {
			this.problems.add(socket + "'s listener saw " + arrived + ", handled " + handled + ", failed " + failed
					+ reasons(lives));
		}
	}

	/** accepted = arrived or counted at either end; less only if a connection broke. */
	private void balanceLink(Link link) {
		if (link.kind().isAsked() || link.kind().isPublished() || link.libzmq()) {
			return;
		}
		if (link.kind().serverSends()) {
			balance(link, List.of(link.serverSocket()), true);
		}
		if (link.kind().clientSends()) {
			List<String> senders = new ArrayList<>();
			for (int i = 0; i < link.clients().size(); i++) {
				senders.add(link.clientSocket(i));
			}
			balance(link, senders, false);
		}
	}

	private void balance(Link link, List<String> senders, boolean fromServer) {
		long accepted = 0;
		long delivered = 0;
		long queued = 0;
		long counted = 0;
		StringBuilder reasons = new StringBuilder();
		for (World.Sender sender : this.world.senders()) {
			if (senders.contains(sender.socket)) {
				accepted += this.world.ledger().get("accepted " + sender.socket);
				delivered += this.world.ledger().get("delivered " + sender.socket);
				List<ManagedSocket> lives = sender.lives();
				queued += lives.get(lives.size() - 1).getGauges().getQueueDepth();
				counted += dropped(lives);
				reasons.append(reasons(lives));
			}
		}
		for (ManagedSocket receiver : receivers(link, fromServer)) {
			counted += dropped(receiver, MessageDirection.INBOUND, SEEN);
			reasons.append(reasons(List.of(receiver)));
		}
		long known = delivered + queued + counted;
		boolean wrong = this.exact ? known != accepted : delivered + queued > accepted;
		if (wrong) {
			this.problems.add("Link " + link.number() + " " + link.kind() + ((fromServer) ? " from" : " to")
					+ " its server: accepted " + accepted + ", delivered " + delivered + ", queued " + queued
					+ ", counted " + counted + reasons);
		}
	}

	private List<ManagedSocket> receivers(Link link, boolean fromServer) {
		if (!fromServer) {
			return this.world.lives(link.server(), link.serverSocket());
		}
		List<ManagedSocket> receivers = new ArrayList<>();
		for (int i = 0; i < link.clients().size(); i++) {
			receivers.addAll(this.world.lives(link.clients().get(i), link.clientSocket(i)));
		}
		return receivers;
	}

	private static long dropped(List<ManagedSocket> lives) {
		return sum(lives, (each) -> dropped(each, MessageDirection.OUTBOUND, REFUSED));
	}

	private static long dropped(ManagedSocket socket, MessageDirection direction, Set<DropReason> others) {
		return EnumSet.complementOf(EnumSet.copyOf(others))
			.stream()
			.mapToLong((reason) -> socket.getStatistics().getDropped(direction, reason))
			.sum();
	}

	private static String reasons(List<ManagedSocket> lives) {
		StringBuilder reasons = new StringBuilder(" {");
		for (DropReason reason : DropReason.values()) {
			for (MessageDirection direction : reason.getDirections()) {
				long count = sum(lives, (each) -> each.getStatistics().getDropped(direction, reason));
				if (count > 0) {
					reasons.append(direction).append(' ').append(reason.tag()).append('=').append(count).append(' ');
				}
			}
		}
		return reasons.append('}').toString();
	}

	private static long sum(List<ManagedSocket> lives, ToLongFunction<ManagedSocket> count) {
		return lives.stream().mapToLong(count).sum();
	}

}
