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
