// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.metrics;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.connection.DisconnectReason;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurveKeysReloader;
import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SocketKeys;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterBinder} for the sockets. All meters begin with {@code zmq.secure.} and,
 * where they are of one socket, bear its name as tag {@code socket}.
 *
 * @since 0.1.0
 */
public class ZmqMetrics implements MeterBinder {

	private static final String PREFIX = "zmq.secure.";

	private final ManagedSockets sockets;

	private final HardenedContext context;

	private final CurveKeys keys;

	private final SocketKeys socketKeys;

	private final @Nullable CurveKeysReloader reloader;

	/**
	 * Create the meters.
	 * @param sockets the sockets
	 * @param context the context of the sockets
	 * @param keys the named keys
	 * @param socketKeys the keys of the sockets
	 * @param reloader reloads the keys, {@code null} if they are not reloaded
	 */
	public ZmqMetrics(ManagedSockets sockets, HardenedContext context, CurveKeys keys, SocketKeys socketKeys,
			@Nullable CurveKeysReloader reloader) {
		this.keys = keys;
		this.socketKeys = socketKeys;
		this.sockets = sockets;
		this.context = context;
		this.reloader = reloader;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder(PREFIX + "io.errors", this.context, HardenedContext::getErrors)
			.description("Exceptions that reached the top of an I/O thread")
			.register(registry);
		FunctionCounter.builder(PREFIX + "io.rebuilds", this.context, HardenedContext::getRenewals)
			.description("Times that the sockets were rebuilt on a fresh context")
			.register(registry);
		bindKeyReloads(registry);
		bindMemory(registry);
		KeyExpiryMeters expiries = new KeyExpiryMeters(registry);
		expiries.update(this.keys);
		this.keys.addUpdateHandler(expiries::update);
		for (ManagedSocket socket : this.sockets.getAll()) {
			new SocketMeters(registry, socket).bind();
			HandshakeMeters handshakes = new HandshakeMeters(registry, socket, this.socketKeys);
			handshakes.bind();
			this.keys.addUpdateHandler((updated) -> handshakes.update());
		}
	}

	private void bindKeyReloads(MeterRegistry registry) {
		if (this.reloader != null) {
			keyReloads(registry, this.reloader, "success", CurveKeysReloader::getSuccessCount);
			keyReloads(registry, this.reloader, "failure", CurveKeysReloader::getFailureCount);
		}
	}

	private void bindMemory(MeterRegistry registry) {
		for (MemoryBudget.Stage stage : MemoryBudget.Stage.values()) {
			ByteAccount account = this.sockets.getMemory().getAccount(stage);
			String tag = stage.name().toLowerCase(Locale.ROOT);
			Gauge.builder(PREFIX + "memory.used", account, ByteAccount::getHeld)
				.description("Bytes that messages occupy on their way through this process")
				.baseUnit(BaseUnits.BYTES)
				.tag("stage", tag)
				.register(registry);
			Gauge.builder(PREFIX + "memory.max", account, ByteAccount::getLimit)
				.description("Bytes that messages may occupy on their way through this process")
				.baseUnit(BaseUnits.BYTES)
				.tag("stage", tag)
				.register(registry);
		}
	}

	private void keyReloads(MeterRegistry registry, CurveKeysReloader reloader, String outcome,
			ToDoubleFunction<CurveKeysReloader> count) {
		FunctionCounter.builder(PREFIX + "key.reloads", reloader, count)
			.description("Loads of the keys after a file changed")
			.tag("outcome", outcome)
			.register(registry);
	}

	/**
	 * The meters of one socket.
	 */
	private static final class SocketMeters {

		private final MeterRegistry registry;

		private final ManagedSocket socket;

		SocketMeters(MeterRegistry registry, ManagedSocket socket) {
			this.registry = registry;
			this.socket = socket;
		}

		void bind() {
			bindQueue();
			bindConnections();
			bindMessages();
		}

		private void bindQueue() {
			gauge("queue.depth", "Messages that wait: outbound in the queue, exact; inbound for a handler, an estimate",
					BaseUnits.MESSAGES, Tags.of("direction", "outbound"),
					(socket) -> socket.getGauges().getQueueDepth());
			gauge("queue.depth", "Messages that wait: outbound in the queue, exact; inbound for a handler, an estimate",
					BaseUnits.MESSAGES, Tags.of("direction", "inbound"),
					(socket) -> orNaN(socket.getGauges().getPipeDepthInbound()));
			gauge("pipe.depth", "Messages that ZeroMQ took from the outbound queue and has not sent yet, an estimate",
					BaseUnits.MESSAGES, Tags.of("direction", "outbound"),
					(socket) -> orNaN(socket.getGauges().getPipeDepthOutbound()));
			gauge("queue.capacity", "Messages that the outbound queue can hold", BaseUnits.MESSAGES, Tags.empty(),
					(socket) -> socket.getGauges().getQueueCapacity());
			TimeGauge
				.builder(PREFIX + "queue.oldest.age", this.socket, TimeUnit.NANOSECONDS,
						(socket) -> socket.getGauges().getOldestAge().toNanos())
				.description("Age of the message at the head of the outbound queue")
				.tags(tags(Tags.empty()))
				.register(this.registry);
		}

		private void bindConnections() {
			gauge("connections", "Connections that are open and authenticated", null, Tags.empty(),
					(socket) -> socket.getConnections().getConnectionCount());
			gauge("handshakes.pending", "Connections that are not authenticated yet", null, Tags.empty(),
					(socket) -> socket.getConnections().getPendingHandshakes());
			gauge("peers.slow", "Peers for whom half as many messages wait as may, an estimate", null, Tags.empty(),
					(socket) -> orNaN(socket.getGauges().getSlowPeers()));
			for (DisconnectReason reason : DisconnectReason.values()) {
				if (reason.isCut()) {
					counter("connections.cut", "Authenticated connections that were cut", null,
							Tags.of("reason", reason.tag()),
							(socket) -> socket.getConnections().getStatistics().getCut(reason));
				}
			}
			for (FailureReason reason : FailureReason.values()) {
				counter("handshake.failures", "Handshakes that failed", null, Tags.of("reason", reason.tag()),
						(socket) -> socket.getConnections().getStatistics().getFailed(reason));
			}
		}

		private void bindMessages() {
			counter("messages", "Messages that ZeroMQ took or handed over", null, Tags.of("direction", "outbound"),
					(socket) -> socket.getStatistics().getSent());
			counter("messages", "Messages that ZeroMQ took or handed over", null, Tags.of("direction", "inbound"),
					(socket) -> socket.getStatistics().getReceived());
			counter("bytes", "Payload that ZeroMQ took or handed over", BaseUnits.BYTES,
					Tags.of("direction", "outbound"), (socket) -> socket.getStatistics().getSentBytes());
			counter("bytes", "Payload that ZeroMQ took or handed over", BaseUnits.BYTES,
					Tags.of("direction", "inbound"), (socket) -> socket.getStatistics().getReceivedBytes());
			counter("messages.missed", "Published messages that never arrived, as gaps in sequence numbers tell", null,
					Tags.empty(), (socket) -> socket.getStatistics().getMissed());
			for (DropReason reason : DropReason.values()) {
				reason.getDirections()
					.forEach((direction) -> counter("messages.dropped", "Messages that were not delivered", null,
							Tags.of("direction", direction.tag(), "reason", reason.tag()),
							(socket) -> socket.getStatistics().getDropped(direction, reason)));
			}
		}

		private void gauge(String name, String description, @Nullable String unit, Tags tags,
				ToDoubleFunction<ManagedSocket> value) {
			Gauge.builder(PREFIX + name, this.socket, value)
				.description(description)
				.baseUnit(unit)
				.tags(tags(tags))
				.register(this.registry);
		}

		private void counter(String name, String description, @Nullable String unit, Tags tags,
				ToDoubleFunction<ManagedSocket> value) {
			FunctionCounter.builder(PREFIX + name, this.socket, value)
				.description(description)
				.baseUnit(unit)
				.tags(tags(tags))
				.register(this.registry);
		}

		private Tags tags(Tags tags) {
			return tags.and("socket", this.socket.getName());
		}

		private static double orNaN(long depth) {
			return (depth >= 0) ? depth : Double.NaN;
		}

	}

}
