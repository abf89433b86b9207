// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How {@code zmq.secure} is bound.
 */
@Configuration(proxyBeanMethods = false)
class ZmqBindingConfiguration {

	@Bean
	static ZmqBindHandlerAdvisor zmqBindHandlerAdvisor() {
		return new ZmqBindHandlerAdvisor();
	}

	@Bean
	static MechanismConverter zmqMechanismConverter() {
		return new MechanismConverter();
	}

}
