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
