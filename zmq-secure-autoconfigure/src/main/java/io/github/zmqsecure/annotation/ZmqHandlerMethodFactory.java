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

package io.github.zmqsecure.annotation;

import java.util.ArrayList;
import java.util.List;

import io.github.zmqsecure.converter.ZmqMessageConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.support.DefaultMessageHandlerMethodFactory;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.validation.Validator;

/**
 * Makes the methods of listeners invocable, with Spring's argument resolvers and those
 * for what ZeroMQ knows of a message.
 *
 * @since 0.1.0
 */
public class ZmqHandlerMethodFactory extends DefaultMessageHandlerMethodFactory {

	private final MessageConverter converters;

	private final @Nullable Validator validator;

	private final List<HandlerMethodArgumentResolver> custom;

	/**
	 * Create a factory.
	 * @param converter converts payloads
	 * @param validator validates payloads, {@code null} if nothing does
	 * @param custom argument resolvers that come before all others
	 */
	public ZmqHandlerMethodFactory(ZmqMessageConverter converter, @Nullable Validator validator,
			List<HandlerMethodArgumentResolver> custom) {
		this.converters = converter.getConverters();
		this.validator = validator;
		this.custom = List.copyOf(custom);
		setMessageConverter(this.converters);
	}

	@Override
	protected List<HandlerMethodArgumentResolver> initArgumentResolvers() {
		List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>(this.custom);
		resolvers.add(new ZmqArgumentResolver());
		resolvers.add(new EmptyPayloads.MessageResolver(this.converters));
		resolvers.addAll(super.initArgumentResolvers());
		resolvers.set(resolvers.size() - 1, new EmptyPayloads.PayloadResolver(this.converters, this.validator));
		return resolvers;
	}

}
