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

package io.github.zmqsecure.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Binds {@code zmq.secure} as an application does, and has nothing else of one, so that a
 * command line answers at once.
 */
final class BindingContext extends GenericApplicationContext {

	BindingContext(ConfigurableEnvironment environment) {
		setEnvironment(environment);
		ConfigurationPropertiesBindingPostProcessor.register(this);
		registerBean(ZmqBindHandlerAdvisor.class);
		registerBean(MechanismConverter.class);
		registerBean(ZmqSecureProperties.class, (definition) -> definition.setLazyInit(true));
	}

	/**
	 * Nobody asks for messages, and Spring's source of them first looks for each locale
	 * that the JVM knows.
	 */
	@Override
	protected void initMessageSource() {
	}

}
