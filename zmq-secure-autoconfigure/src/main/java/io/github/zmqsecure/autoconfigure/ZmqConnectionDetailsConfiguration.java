// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where sockets connect to.
 */
@Configuration(proxyBeanMethods = false)
class ZmqConnectionDetailsConfiguration {

	@Bean
	static ConnectionDetailsApplier zmqConnectionDetailsApplier(ListableBeanFactory beans) {
		return new ConnectionDetailsApplier(beans);
	}

	@Bean
	@ConditionalOnMissingBean(ZmqConnectionDetails.class)
	PropertiesZmqConnectionDetails zmqConnectionDetails(ZmqSecureProperties properties) {
		return new PropertiesZmqConnectionDetails(properties);
	}

}
