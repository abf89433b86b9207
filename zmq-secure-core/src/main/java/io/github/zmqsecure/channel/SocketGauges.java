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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import io.github.zmqsecure.jeromq.PipeDepth;
import io.github.zmqsecure.socket.OpenSocket;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.zeromq.ZMQ;

/**
 * Asks the owner thread of a socket what only it can see. Thread-safe.
 */
class SocketGauges {

	private static final Duration PATIENCE = Duration.ofMillis(200);

	private final SocketLifecycle owner;

	private final int highWaterMark;

	SocketGauges(SocketLifecycle owner, SocketSettings settings) {
		this.owner = owner;
		this.highWaterMark = settings.options().getRequired(SocketOption.SND_HWM, Integer.class);
	}

	long pipeDepthOutbound() {
		return measure(PipeDepth::outbound);
	}

	long pipeDepthInbound() {
		SocketEventLoop loop = this.owner.getThread();
		return measure((socket) -> PipeDepth.inbound(socket) + ((loop != null) ? loop.readAhead() : 0));
	}

	long slowPeers() {
		return measure((socket) -> PipeDepth.peersAbove(socket, Math.max(1, this.highWaterMark / 2)));
	}

	/**
	 * Wait until the owner has done what it was doing.
	 * @return whether it is certain that it has
	 */
	boolean awaitTurn(Duration timeout) {
		SocketEventLoop thread = this.owner.getThread();
		if (thread == null || thread.isCurrentThread() || !this.owner.isOpen()) {
			return true;
		}
		return ask((open) -> true, timeout, false) || !this.owner.isOpen();
	}

	private long measure(ToLongFunction<ZMQ.Socket> measure) {
		return (this.owner.isOpen()) ? ask((open) -> measure.applyAsLong(open.socket()), PATIENCE, -1L) : 0;
	}

	private <T> T ask(Function<OpenSocket, T> question, Duration timeout, T otherwise) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		this.owner.execute((open) -> answer.complete(question.apply(open)));
		try {
			return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			return otherwise;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return otherwise;
		}
	}

}
