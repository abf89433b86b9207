// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.invoke.VarHandle;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import zmq.pipe.Pipe;
import zmq.socket.pubsub.Dist;
import zmq.socket.pubsub.XPub;

/**
 * What JeroMQ 0.6.0 keeps to itself of a publisher: who subscribes to what, and who takes
 * nothing at the moment.
 */
final class PublisherInternals {

	private final VarHandle subscriptions;

	private final VarHandle distributor;

	private final VarHandle pipes;

	private final VarHandle eligible;

	private final VarHandle nodePipes;

	private final VarHandle nodeMin;

	private final VarHandle nodeCount;

	private final VarHandle nodeNext;

	private final VarHandle pipeActive;

	PublisherInternals() throws ReflectiveOperationException {
		Class<?> trie = Class.forName("zmq.socket.pubsub.Mtrie");
		PrivateMembers publisher = new PrivateMembers(XPub.class);
		this.subscriptions = publisher.field("subscriptions", trie);
		this.distributor = publisher.field("dist", Dist.class);
		PrivateMembers distributor = new PrivateMembers(Dist.class);
		this.pipes = distributor.field("pipes", List.class);
		this.eligible = distributor.field("eligible", int.class);
		PrivateMembers node = new PrivateMembers(trie);
		this.nodePipes = node.field("pipes", Set.class);
		this.nodeMin = node.field("min", int.class);
		this.nodeCount = node.field("count", int.class);
		this.nodeNext = node.field("next", trie.arrayType());
		this.pipeActive = new PrivateMembers(Pipe.class).field("outActive", boolean.class);
	}

	/**
	 * Count the subscribers that did not get the message that was just sent, since as
	 * many wait for each as may. For the owner, before anything else happens to the
	 * socket.
	 * @param topic the first frame of the message
	 */
	int missed(XPub publisher, byte[] topic) {
		Dist distributor = (Dist) this.distributor.get(publisher);
		if (((List<?>) this.pipes.get(distributor)).size() == (int) this.eligible.get(distributor)) {
			return 0;
		}
		Set<Object> missed = Collections.newSetFromMap(new IdentityHashMap<>());
		Object node = this.subscriptions.get(publisher);
		for (int i = 0; node != null; i++) {
			addFull((Set<?>) this.nodePipes.get(node), missed);
			node = (i < topic.length) ? next(node, topic[i]) : null;
		}
		return missed.size();
	}

	private @Nullable Object next(Object node, byte letter) {
		int index = letter - (int) this.nodeMin.get(node);
		return (index >= 0 && index < (int) this.nodeCount.get(node)) ? ((Object[]) this.nodeNext.get(node))[index]
				: null;
	}

	private void addFull(@Nullable Set<?> pipes, Set<Object> full) {
		for (Object pipe : (pipes != null) ? pipes : Set.of()) {
			if (!(boolean) this.pipeActive.get(pipe) && !JeromqInternals.get().pipes().isEnding((Pipe) pipe)) {
				full.add(pipe);
			}
		}
	}

}
