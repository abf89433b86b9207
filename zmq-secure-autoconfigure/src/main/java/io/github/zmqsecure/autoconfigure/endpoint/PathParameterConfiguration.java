// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
