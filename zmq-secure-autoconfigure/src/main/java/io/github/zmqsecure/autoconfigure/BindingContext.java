// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
