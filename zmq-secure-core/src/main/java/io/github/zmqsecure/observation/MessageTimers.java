// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.observation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import org.jspecify.annotations.Nullable;

/**
 * Times messages under the names and tags that observations have by default, for a small
 * part of what an observation costs. Thread-safe.
 *
 * @since 0.1.0
 */
public class MessageTimers {

	/** Name of the timer and of the observation of what a template sends. */
	static final String TEMPLATE = "zmq.secure.template.send";

	/** Name of the timer and of the observation of what a listener handles. */
	static final String LISTENER = "zmq.secure.listener.handle";

	private static final Map<String, String> DESCRIPTIONS = Map.of(TEMPLATE,
			"Messages that were sent, until the reply is there if one is awaited", LISTENER,
			"Messages that were handled, until the answer is there if there is one");

	private static final String NO_ERROR = "none";

	private final MeterRegistry registry;

	private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

	/**
	 * Create timers.
	 * @param registry where they are registered
	 */
	public MessageTimers(MeterRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Return timers for what a template sends.
	 * @return observations that are timers only
	 */
	public TemplateObservations forTemplate() {
		return (socket, operation, topic) -> new TimedMessage(false, socket, operation);
	}

	/**
	 * Return timers for what listeners handle.
	 * @return observations that are timers only
	 */
	public ListenerObservations forListeners() {
		return (socket, listenerId, context) -> new TimedMessage(true, socket, listenerId);
	}

	/**
	 * Return what describes the timers that are made of observations, which have no
	 * description of their own.
	 * @return a filter for any registry
	 */
	public static MeterFilter descriptions() {
		return new MeterFilter() {

			@Override
			public Meter.Id map(Meter.Id id) {
				String description = (id.getDescription() == null) ? describe(id.getName()) : null;
				return (description != null) ? new Meter.Id(id.getName(), Tags.of(id.getTagsAsIterable()),
						id.getBaseUnit(), description, id.getType()) : id;
			}

		};
	}

	/** Those under way have a meter whose name ends in {@code .active}. */
	private static @Nullable String describe(String name) {
		return DESCRIPTIONS.get(name.endsWith(".active") ? name.substring(0, name.length() - 7) : name);
	}

	private Timer register(Series series) {
		KeyValues values = (series.listener())
				? DefaultZmqListenerObservationConvention.lowCardinality(series.socket(), series.detail())
				: DefaultZmqTemplateObservationConvention.lowCardinality(series.socket(), series.detail());
		String name = (series.listener()) ? LISTENER : TEMPLATE;
		return Timer.builder(name)
			.description(DESCRIPTIONS.get(name))
			.tags(values.stream().map((value) -> Tag.of(value.getKey(), value.getValue())).toList())
			.tag("error", series.error())
			.register(this.registry);
	}

	/**
	 * What one timer is for.
	 *
	 * @param listener whether it times a listener, not a template
	 * @param socket the name of the socket
	 * @param detail the id of the listener, or what the template does
	 * @param error the simple name of the exception
	 */
	private record Series(boolean listener, String socket, String detail, String error) {

	}

	/**
	 * A message that is timed.
	 */
	private final class TimedMessage implements ObservedMessage {

		private final boolean listener;

		private final String socket;

		private final String detail;

		private final long start = System.nanoTime();

		private volatile @Nullable Throwable error;

		TimedMessage(boolean listener, String socket, String detail) {
			this.listener = listener;
			this.socket = socket;
			this.detail = detail;
		}

		@Override
		public void error(Throwable error) {
			this.error = error;
		}

		@Override
		public void stop() {
			Throwable error = this.error;
			Series series = new Series(this.listener, this.socket, this.detail,
					(error != null) ? error.getClass().getSimpleName() : NO_ERROR);
			MessageTimers.this.timers.computeIfAbsent(series, MessageTimers.this::register)
				.record(System.nanoTime() - this.start, TimeUnit.NANOSECONDS);
		}

	}

}
