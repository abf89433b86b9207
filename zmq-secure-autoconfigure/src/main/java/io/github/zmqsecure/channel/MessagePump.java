/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.channel;

import io.github.zmqsecure.jeromq.PipeDepth;
import io.github.zmqsecure.jeromq.SocketFlow;
import org.zeromq.ZMQ;

/**
 * Moves messages in batches between the outbound queue, a ZeroMQ socket and those who
 * take what it receives. For the owner thread only.
 */
class MessagePump {

	private static final int BATCH = 256;

	private final SocketWork work;

	private final OutboundQueue queue;

	private final ZMQ.Socket socket;

	private final MessageWriter writer;

	private final MessageReader reader;

	/** Whether JeroMQ has no room for the message at the head of the queue. */
	private boolean blocked;

	/** Whether it has none since there is no memory for the message. */
	private boolean withoutMemory;

	MessagePump(SocketWork work, ZMQ.Socket socket) {
		this.work = work;
		this.queue = work.getQueue();
		this.socket = socket;
		this.writer = work.writerFor(socket);
		this.reader = work.readerFor(socket);
	}

	boolean isBlocked() {
		return this.blocked;
	}

	/**
	 * Whether nobody tells when the message at the head of the queue may be sent.
	 */
	boolean isWithoutMemory() {
		return this.withoutMemory;
	}

	/**
	 * Send a batch.
	 * @return how many messages left the queue
	 */
	int send() {
		this.blocked = false;
		this.withoutMemory = false;
		int removed = 0;
		QueuedMessage queued;
		while (removed < BATCH && this.work.isSendable() && (queued = this.queue.take()) != null) {
			MessageWriter.Result result = write(queued.message());
			if (result.blocked()) {
				this.blocked = true;
				this.queue.putBack(queued);
				break;
			}
			this.queue.remove();
			this.work.written(queued.message(), result);
			removed++;
		}
		this.queue.release(removed);
		return removed;
	}

	/**
	 * A message with which JeroMQ fails is not tried again, since it would also end the
	 * next owner.
	 */
	private MessageWriter.Result write(ZmqMessage message) {
		try {
			SocketFlow.Admission admission = admit(message);
			this.withoutMemory = admission == SocketFlow.Admission.NO_ROOM;
			return switch (admission) {
				case ADMITTED -> this.writer.write(message);
				case NO_ROOM -> MessageWriter.Result.BLOCKED;
				case PEER_FULL -> MessageWriter.Result.dropped(DropReason.PEER_FULL);
			};
		}
		catch (RuntimeException | Error ex) {
			this.queue.remove();
			this.work.written(message, MessageWriter.Result.dropped(DropReason.SEND_FAILED));
			this.queue.release(1);
			throw ex;
		}
	}

	private SocketFlow.Admission admit(ZmqMessage message) {
		SocketFlow flow = this.work.getConnections().getFlow();
		return (flow != null) ? flow.admit(message.frame(0), message.size()) : SocketFlow.Admission.ADMITTED;
	}

	/**
	 * Receive a batch.
	 * @return how many messages were received
	 */
	int receive() {
		InboundDispatch.Takers takers = this.work.getIntake().takers();
		int received = 0;
		while (received < BATCH && takers.areReady()) {
			MessageReader.Result result = this.reader.read();
			if (!result.any()) {
				break;
			}
			received++;
			if (result.message() != null) {
				takers.accept(result.message());
			}
		}
		return received;
	}

	/**
	 * Count what JeroMQ took and has not sent yet. What a socket that only receives
	 * writes is subscriptions, and no messages.
	 */
	long unsent() {
		return SocketTraits.canSend(this.work.getSettings().type()) ? PipeDepth.outbound(this.socket) : 0;
	}

	/**
	 * Count what JeroMQ received and nobody has taken.
	 */
	long untaken() {
		return PipeDepth.inbound(this.socket);
	}

}
