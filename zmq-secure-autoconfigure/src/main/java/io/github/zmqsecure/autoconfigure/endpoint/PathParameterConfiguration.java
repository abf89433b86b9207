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

import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * {@link Configuration} that keeps parameters out of the paths of the endpoints.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ MappedInterceptor.class, PathMappedEndpoints.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class PathParameterConfiguration {

	@Bean
	@ConditionalOnBean(PathMappedEndpoints.class)
	MappedInterceptor zmqPathParameterInterceptor(PathMappedEndpoints endpoints) {
		String[] paths = Stream.of("zmq", "zmqkeys", "zmqproxies")
			.map((id) -> endpoints.getPath(EndpointId.of(id)))
			.filter(Objects::nonNull)
			.map((path) -> path + "/**")
			.toArray(String[]::new);
		return new MappedInterceptor(paths, new PathParameterInterceptor());
	}

}
