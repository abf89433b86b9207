// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.zmqsecure.socket.HardenedContext.IoThread;
import io.github.zmqsecure.socket.IoThreadOperations;
import io.github.zmqsecure.socket.SocketCustomizer;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import zmq.Ctx;
import zmq.io.IOThread;
import zmq.io.StreamEngine;
import zmq.poll.Poller;

import org.springframework.util.unit.DataSize;

/**
 * {@link IoThreadOperations} that looks inside JeroMQ. As a {@link SocketCustomizer} it
 * learns how large frames may be, which is how long an I/O thread may be busy with one.
 *
 * @since 0.1.0
 */
public class JeromqIoThreadOperations implements IoThreadOperations, SocketCustomizer {

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/** The slowest cryptography, with some reserve, in bytes per second. */
	private static final long SLOWEST_CRYPTO = 20_000_000;

	/** How many of the largest frames may be complete at the same moment. */
	private static final long FRAMES_AT_ONCE = 8;

	private static final List<SocketOption> TIMERS = List.of(SocketOption.RECONNECT_IVL, SocketOption.RECONNECT_IVL_MAX,
			SocketOption.HANDSHAKE_IVL, SocketOption.LINGER);

	private final PollerInternals pollers = JeromqInternals.get().poller();

	private final EngineInternals engines = JeromqInternals.get().engine();

	private final ContextDisposal disposal = new ContextDisposal();

	private volatile long largestFrame;

	private final Map<Thread, IoThreadProbe> probes = new ConcurrentHashMap<>();

	private final Map<Thread, WallClock> clocks = new ConcurrentHashMap<>();

	private volatile long longestTimer;

	@Override
	public void customize(SocketSettings settings, ZMQ.Socket socket) {
		long frame = settings.options().getRequired(SocketOption.MAX_MSG_SIZE, DataSize.class).toBytes();
		this.largestFrame = Math.max(this.largestFrame, frame);
		for (SocketOption timer : TIMERS) {
			Duration duration = settings.options().get(timer, Duration.class);
			if (duration != null) {
				this.longestTimer = Math.max(this.longestTimer, 2 * duration.toMillis());
			}
		}
	}

	@Override
	public void check(ZContext context) {
		JeromqSelfCheck.run(context);
	}

	@Override
	public @Nullable String cutCulprit(IoThread ioThread) {
		if (Thread.currentThread() != ioThread.thread()) {
			return null;
		}
		String culprit = null;
		Poller poller = (Poller) ioThread.poller();
		for (Object each : this.pollers.handles(poller).toArray()) {
			Poller.Handle handle = (Poller.Handle) each;
			StreamEngine engine = this.pollers.engine(handle);
			SelectableChannel channel = this.pollers.channel(handle);
			if (engine != null && channel.isOpen() && isCulprit(engine)) {
				culprit = addressOf(channel);
				end(poller, handle, engine, channel);
			}
		}
		return culprit;
	}

	@Override
	public void resume(IoThread ioThread) {
		Poller poller = (Poller) ioThread.poller();
		this.pollers.selector(poller).selectedKeys().clear();
		this.pollers.registerAgain(poller);
	}

	@Override
	public boolean isStuck(ZContext context, IoThread ioThread) {
		Ctx ctx = JeromqInternals.get().context().ctx(context);
		this.probes.values().removeIf((each) -> each.getCtx() != ctx);
		IOThread known = JeromqInternals.get().mailbox().ioThread(ctx, (Poller) ioThread.poller());
		if (known == null) {
			return false;
		}
		Duration decoding = Duration.ofMillis(1000 * FRAMES_AT_ONCE * this.largestFrame / SLOWEST_CRYPTO);
		return this.probes
			.computeIfAbsent(ioThread.thread(), (thread) -> new IoThreadProbe(ctx, known.getTid(), thread))
			.isStuck(PATIENCE.plus(decoding));
	}

	@Override
	public void keepPunctual(ZContext context, IoThread ioThread) {
		Ctx ctx = JeromqInternals.get().context().ctx(context);
		this.clocks.values().removeIf((each) -> each.getCtx() != ctx);
		Poller poller = (Poller) ioThread.poller();
		IOThread known = JeromqInternals.get().mailbox().ioThread(ctx, poller);
		if (known != null) {
			SignalReader.install(known, poller);
			this.clocks.computeIfAbsent(ioThread.thread(), (thread) -> new WallClock(ctx, known.getTid(), poller))
				.follow(this.longestTimer);
		}
	}

	@Override
	public void dispose(ZContext context, List<IoThread> threads) {
		this.disposal.dispose(context, threads);
	}

	@Override
	public void closeLeftovers(List<IoThread> threads) {
		this.disposal.closeLeftovers(threads);
	}

	private boolean isCulprit(StreamEngine engine) {
		boolean failed = this.engines.mechanism(engine) instanceof GuardedMechanism mechanism && mechanism.hasFailed();
		return failed || this.engines.isInterrupted(engine);
	}

	/**
	 * JeroMQ's own way to end a connection, which others hear of; and the hard way, if
	 * that fails.
	 */
	private void end(Poller poller, Poller.Handle handle, StreamEngine engine, SelectableChannel channel) {
		try {
			this.engines.end(engine);
		}
		catch (Throwable ex) {
			poller.removeHandle(handle);
			close(channel);
		}
	}

	private static void close(SelectableChannel channel) {
		try {
			channel.close();
		}
		catch (IOException ex) {
			// It is gone already, which is what is wanted.
			return;
		}
	}

	private static String addressOf(SelectableChannel channel) {
		try {
			return String.valueOf(((SocketChannel) channel).getRemoteAddress());
		}
		catch (IOException ex) {
			return "an address that is gone";
		}
	}

}
