// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.io.Serializable;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.GenericMessage;

/**
 * A message whose headers are made when somebody asks for them, which a method that takes
 * a payload does not. It is serialized as a {@link GenericMessage}.
 */
final class LazyMessage implements Message<Object>, Serializable {

	private static final long serialVersionUID = 1L;

	private final transient Object payload;

	private final transient Supplier<MessageHeaders> source;

	/** Immutable, so that threads may each make their own. */
	private transient @Nullable MessageHeaders headers;

	LazyMessage(Object payload, Supplier<MessageHeaders> source) {
		this.payload = payload;
		this.source = source;
	}

	@Override
	public Object getPayload() {
		return this.payload;
	}

	@Override
	public MessageHeaders getHeaders() {
		MessageHeaders headers = this.headers;
		if (headers == null) {
			headers = this.source.get();
			this.headers = headers;
		}
		return headers;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof LazyMessage that && toGeneric().equals(that.toGeneric()));
	}

	@Override
	public int hashCode() {
		return toGeneric().hashCode();
	}

	@Override
	public String toString() {
		return toGeneric().toString();
	}

	private Object writeReplace() {
		return toGeneric();
	}

	private GenericMessage<Object> toGeneric() {
		return new GenericMessage<>(this.payload, getHeaders());
	}

}
