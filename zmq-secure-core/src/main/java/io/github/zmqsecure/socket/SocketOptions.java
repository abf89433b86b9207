// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * An immutable set of {@link SocketOption socket options} with their values.
 *
 * @since 0.1.0
 */
public final class SocketOptions {

	/**
	 * The options that every socket starts from: bounded queues, bounded messages,
	 * bounded waiting.
	 */
	public static final SocketOptions SECURE_DEFAULTS = new SocketOptions(Map.of()).with(SocketOption.SND_HWM, 1000)
		.with(SocketOption.RCV_HWM, 1000)
		.with(SocketOption.LINGER, Duration.ofSeconds(1))
		.with(SocketOption.MAX_MSG_SIZE, DataSize.ofMegabytes(1))
		.with(SocketOption.MAX_FRAMES, 1000)
		.with(SocketOption.MAX_MESSAGE_BYTES, DataSize.ofMegabytes(10))
		.with(SocketOption.SND_TIMEO, Duration.ofSeconds(5))
		.with(SocketOption.BACKLOG, 100)
		.with(SocketOption.RECONNECT_IVL, Duration.ofMillis(100))
		.with(SocketOption.RECONNECT_IVL_MAX, Duration.ofSeconds(2))
		.with(SocketOption.HANDSHAKE_IVL, Duration.ofSeconds(5))
		.with(SocketOption.ROUTER_MANDATORY, true);

	private final Map<SocketOption, Object> values;

	private SocketOptions(Map<SocketOption, Object> values) {
		this.values = values;
	}

	/**
	 * Return these options with another one set.
	 * @param option the option
	 * @param value its value, {@code null} to leave these options as they are
	 * @return the options
	 * @throws IllegalArgumentException if the value is out of range
	 */
	public SocketOptions with(SocketOption option, @Nullable Object value) {
		if (value == null) {
			return this;
		}
		String problem = option.problemOf(value);
		Assert.isTrue(problem == null, () -> "'" + option.key() + "' " + problem);
		Map<SocketOption, Object> values = new EnumMap<>(SocketOption.class);
		values.putAll(this.values);
		values.put(option, value);
		return new SocketOptions(Collections.unmodifiableMap(values));
	}

	/**
	 * Return the value of an option.
	 * @param <T> the type of the value
	 * @param option the option
	 * @param type the type of the value
	 * @return the value, or {@code null} if JeroMQ's default is in force
	 */
	public <T> @Nullable T get(SocketOption option, Class<T> type) {
		return type.cast(this.values.get(option));
	}

	/**
	 * Return the value of an option that {@link #SECURE_DEFAULTS} sets.
	 * @param <T> the type of the value
	 * @param option the option
	 * @param type the type of the value
	 * @return the value
	 * @throws IllegalArgumentException if the option is not set
	 */
	public <T> T getRequired(SocketOption option, Class<T> type) {
		T value = get(option, type);
		Assert.notNull(value, () -> "'" + option.key() + "' must be set");
		return value;
	}

	/**
	 * Return whether an option that is a yes or no is on for a socket.
	 * @param option the option
	 * @param type the type of the socket
	 * @return whether the type knows the option and it is set to {@code true}
	 */
	public boolean isEnabled(SocketOption option, SocketType type) {
		return option.appliesTo(type) && Boolean.TRUE.equals(get(option, Boolean.class));
	}

	/**
	 * Hand each option that is set to an action, in the order of {@link SocketOption}.
	 * @param action what to do with option and value
	 */
	public void forEach(BiConsumer<SocketOption, Object> action) {
		this.values.forEach(action);
	}

	@Override
	public String toString() {
		return this.values.toString();
	}

}
