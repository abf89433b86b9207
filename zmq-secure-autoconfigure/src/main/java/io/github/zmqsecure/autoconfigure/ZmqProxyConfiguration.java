// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.proxy.ZmqProxies;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The proxies between sockets.
 */
@Configuration(proxyBeanMethods = false)
class ZmqProxyConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ZmqProxies zmqProxies(ManagedSockets sockets, ZmqSecureProperties properties) {
		return new ZmqProxies(sockets, new ProxySettingsMapper(properties).map());
	}

}
