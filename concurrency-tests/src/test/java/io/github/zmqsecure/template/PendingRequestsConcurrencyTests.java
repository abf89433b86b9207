// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.channel.ChannelParts;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.concurrency.Threads;
import io.github.zmqsecure.template.NoReplyException.Sent;
import io.github.zmqsecure.thread.GuardedThreads;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Checks that each request of {@link RequestReplyClient} ends once, whoever ends it, and
 * that one which is said not to have been sent is not sent.
 */
@Tag("long")
class PendingRequestsConcurrencyTests {

	private static final int INVOCATIONS = 40;

	private static final RequestTimer TIMER = new RequestTimer(new GuardedThreads());

	private static final ZmqMessage MESSAGE = ZmqMessage.of("message");

	@Test
	void whatIsSaidNotToBeSentIsNotSent() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			ChannelParts socket = new ChannelParts();
			PendingRequest request = new PendingRequest(1, Duration.ofSeconds(1), false, new Outcome());
			AtomicReference<Sent> said = new AtomicReference<>();
			AtomicBoolean sent = new AtomicBoolean();
			Threads.run(() -> socket.offer(MESSAGE, request::queued), () -> said.set(request.withdraw()),
					() -> sent.set(socket.send()));
			boolean left = socket.send();
			Threads.check(said.get() == Sent.PERHAPS || (!sent.get() && !left), "sent although withdrawn");
			Threads.check(socket.depth() == 0, "places taken: " + socket.depth());
		});
	}

	@Test
	void aRequestEndsOnceWhoeverEndsIt() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			PendingRequests requests = new PendingRequests(new Carrier(), TIMER, 2);
			PendingRequest request = requests.prepare(Duration.ofSeconds(100), false, new Outcome());
			long late = request.deadline() + 1;
			Threads.run(() -> requests.expire(late, late), () -> requests.end(request), requests::close);
			Threads.check(requests.size() == 0, "under way: " + requests.size());
		});
	}

	@Test
	void aReplyIsHandedOverOnceOrCounted() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			Outcome outcome = new Outcome();
			PendingRequest request = new PendingRequest(1, Duration.ofSeconds(1), false, outcome);
			AtomicInteger accepted = new AtomicInteger();
			Runnable reply = () -> accepted.addAndGet(request.reply(MESSAGE) ? 1 : 0);
			Threads.run(reply, reply, request::withdraw);
			Threads.check(accepted.get() == 1 && outcome.replies.get() == 1, "replies: " + outcome.replies);
		});
	}

	private static final class Outcome implements ReplyHandler {

		private final AtomicInteger replies = new AtomicInteger();

		@Override
		public void replied(ZmqMessage reply) {
			this.replies.incrementAndGet();
		}

		@Override
		public void failed(RuntimeException failure) {
		}

	}

	private static final class Carrier implements RequestCarrier {

		@Override
		public String getName() {
			return "test";
		}

		@Override
		public void enqueueRequest(ZmqMessage message, PendingRequest request) {
		}

		@Override
		public boolean hasOnePeer() {
			return true;
		}

		@Override
		public boolean mayComeBack() {
			return false;
		}

		@Override
		public boolean isConnected() {
			return true;
		}

		@Override
		public NoReplyException reasonOfHaste(Sent sent) {
			return new NotConnectedException(getName(), true, sent);
		}

		@Override
		public NoReplyException reasonOfSilence(Duration timeout, Sent sent) {
			return new RequestTimedOutException(getName(), timeout, sent);
		}

		@Override
		public void count(DropReason reason) {
		}

		@Override
		public void dropForeignReply(@Nullable AuthenticatedPeer peer) {
		}

	}

}
