// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.ZmqHeaders;
import io.github.zmqsecure.channel.ZmqMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.messaging.Message;
import org.springframework.util.SerializationUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReceivedMessage}.
 */
class ReceivedMessageTests {

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void isEqualToTheSameAndSerializableWithHeadersOrWithout(boolean headers) {
		ReceivedMessage received = new ReceivedMessage(ZmqMessage.of("payload"), List.of(), "topic",
				(headers) ? Map.of("tenant", "north") : Map.of(), List.of(new byte[] { 1, 2 }));
		Message<?> message = received.toMessage("prices", false);
		assertThat(message).isEqualTo(received.toMessage("prices", false))
			.hasSameHashCodeAs(received.toMessage("prices", false))
			.isNotEqualTo(received.toMessage("others", false));
		Message<?> copy = (Message<?>) SerializationUtils.clone((Serializable) message);
		assertThat(copy.getPayload()).isEqualTo(new byte[] { 1, 2 });
		assertThat(copy.getHeaders()).containsEntry(ZmqHeaders.SOCKET, "prices")
			.containsEntry(ZmqHeaders.TOPIC, "topic")
			.doesNotContainKey(ZmqHeaders.RAW);
	}

}
