// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure.endpoint;

import io.github.zmqsecure.actuate.ZmqProxiesEndpoint;
import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.proxy.ZmqProxies;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZmqProxiesEndpoint}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ZmqSecureAutoConfiguration.class,
		afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration")
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(ZmqProxies.class)
@ConditionalOnAvailableEndpoint(ZmqProxiesEndpoint.class)
@Import(PathParameterConfiguration.class)
public final class ZmqProxiesEndpointAutoConfiguration {

	ZmqProxiesEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqProxiesEndpoint zmqProxiesEndpoint(ZmqProxies proxies) {
		return new ZmqProxiesEndpoint(proxies);
	}

}
