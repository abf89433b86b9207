// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ZmqMessageConverter}.
 */
class ZmqMessageConverterTests {

	private final ZmqMessageConverter converter = new ZmqMessageConverter(List.of(),
			new JacksonJsonMessageConverter(JsonMapper.shared()));

	@Test
	void leavesBytesAlone() {
		byte[] bytes = { 1, 2, 3 };
		MessageContent content = this.converter.write(bytes);
		assertThat(content.frames()).containsExactly(bytes);
		assertThat(content.frames().get(0)).isSameAs(bytes);
		assertThat(content.headers()).isEmpty();
		assertThat(this.converter.read(message(bytes), byte[].class)).isSameAs(bytes);
		assertThat(this.converter.read(message(bytes), Object.class)).isSameAs(bytes);
	}

	@Test
	void writesTextInUtf8AndReadsAnythingAsText() {
		MessageContent content = this.converter.write("nörd");
		assertThat(content.frames()).containsExactly("nörd".getBytes(StandardCharsets.UTF_8));
		assertThat(content.headers()).containsEntry("content-type", "text/plain;charset=UTF-8");
		assertThat(this.converter.read(message(content.frames().get(0)), String.class)).isEqualTo("nörd");
		assertThat(this.converter.read(message(new byte[0]), String.class)).isEqualTo("");
	}

	@Test
	void writesEverythingElseAsJson() {
		MessageContent content = this.converter.write(new Order("EUR", 3));
		assertThat(new String(content.frames().get(0), StandardCharsets.UTF_8))
			.isEqualTo("{\"symbol\":\"EUR\",\"amount\":3}");
		assertThat(content.headers()).containsEntry("content-type", "application/json");
		assertThat(this.converter.read(message(content.frames().get(0)), Order.class)).isEqualTo(new Order("EUR", 3));
		byte[] list = this.converter.write(new Order[] { new Order("EUR", 3) }).frames().get(0);
		Object orders = this.converter.read(message(list), new ParameterizedTypeReference<List<Order>>() {
		}.getType());
		assertThat(orders).isEqualTo(List.of(new Order("EUR", 3)));
	}

	@Test
	void passesFramesThrough() {
		byte[] one = { 1 };
		byte[] two = { 2 };
		assertThat(this.converter.write(new byte[][] { one, two }).frames()).containsExactly(one, two);
		assertThat(this.converter.write(List.of(one, two)).frames()).containsExactly(one, two);
		assertThat((byte[][]) this.converter.read(message(List.of(one, two)), byte[][].class)).hasDimensions(2, 1);
		assertThat((byte[][]) this.converter.read(message(one), byte[][].class)).hasDimensions(1, 1);
		assertThatExceptionOfType(UnreadableMessageException.class)
			.isThrownBy(() -> this.converter.read(message(List.of(one, two)), Order.class))
			.withMessageContaining("2 frames");
	}

	@Test
	void convertersOfTheApplicationWin() {
		ZmqMessageConverter shouting = new ZmqMessageConverter(List.of(new Shouting()), null);
		assertThat(new String(shouting.write("quiet").frames().get(0), StandardCharsets.UTF_8)).isEqualTo("QUIET");
		assertThat(shouting.write("quiet").headers()).containsEntry("content-type", "text/loud");
		assertThat(shouting.write(new byte[] { 1 }).frames().get(0)).containsExactly(1);
	}

	@Test
	void explainsWhatIsMissing() {
		ZmqMessageConverter plain = new ZmqMessageConverter(List.of(), null);
		assertThatExceptionOfType(UnwritablePayloadException.class).isThrownBy(() -> plain.write(new Order("EUR", 1)))
			.withMessageContaining("spring-boot-starter-jackson");
		assertThatExceptionOfType(UnreadableMessageException.class)
			.isThrownBy(() -> plain.read(message(new byte[] { '{', '}' }), Order.class))
			.withMessageContaining("spring-boot-starter-jackson");
	}

	@Test
	void doesNotAskForJacksonWhereItIs() {
		Message<?> xml = MessageBuilder.withPayload(new byte[] { '<', '/', '>' })
			.setHeader(MessageHeaders.CONTENT_TYPE, MimeTypeUtils.APPLICATION_XML)
			.build();
		assertThatExceptionOfType(UnreadableMessageException.class)
			.isThrownBy(() -> this.converter.read(xml, Order.class))
			.withMessageContaining("application/xml")
			.withMessageContaining("'application/json' only")
			.withMessageNotContaining("Add Jackson");
		Message<?> toXml = MessageBuilder.withPayload(new Order("EUR", 1))
			.setHeader(MessageHeaders.CONTENT_TYPE, MimeTypeUtils.APPLICATION_XML)
			.build();
		assertThatExceptionOfType(UnwritablePayloadException.class).isThrownBy(() -> this.converter.write(toXml))
			.withMessageContaining("into application/xml")
			.withMessageContaining("'application/json' only")
			.withMessageNotContaining("Add Jackson");
	}

	@Test
	void headersTravelUnlessTheyAreOfThisSide() {
		Message<String> message = MessageBuilder.withPayload("x")
			.setHeader("tenant", "north")
			.setHeader("attempt", 3)
			.setHeader("object", new Order("EUR", 1))
			.setHeader("zmq_peer", "me")
			.setHeader("zmq-error", "me")
			.setHeader("not a name", "x")
			.build();
		assertThat(this.converter.write(message).headers()).containsOnly(Map.entry("tenant", "north"),
				Map.entry("attempt", "3"), Map.entry("content-type", "text/plain;charset=UTF-8"));
	}

	private static Message<?> message(Object payload) {
		return MessageBuilder.withPayload(payload).build();
	}

	record Order(String symbol, int amount) {

	}

	private static final class Shouting implements MessageConverter {

		@Override
		public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass) {
			return null;
		}

		@Override
		public @Nullable Message<?> toMessage(Object payload, @Nullable MessageHeaders headers) {
			return (payload instanceof String text) ? MessageBuilder.withPayload(text.toUpperCase(Locale.ROOT))
				.setHeader(MessageHeaders.CONTENT_TYPE, "text/loud")
				.build() : null;
		}

	}

}
