// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.converter.ZmqMessageConverter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;
import org.springframework.messaging.converter.MessageConverter;

/**
 * Conversion of payloads, to and from JSON where Jackson is.
 */
@Configuration(proxyBeanMethods = false)
class ZmqConverterConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	static class WithJackson {

		@Bean
		@ConditionalOnMissingBean
		ZmqMessageConverter zmqMessageConverter(ObjectProvider<MessageConverter> custom,
				ObjectProvider<JsonMapper> mapper) {
			return new ZmqMessageConverter(custom.orderedStream().toList(),
					new JacksonJsonMessageConverter(mapper.getIfAvailable(JsonMapper::shared)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("tools.jackson.databind.json.JsonMapper")
	static class WithoutJackson {

		@Bean
		@ConditionalOnMissingBean
		ZmqMessageConverter zmqMessageConverter(ObjectProvider<MessageConverter> custom) {
			return new ZmqMessageConverter(custom.orderedStream().toList(), null);
		}

	}

}
