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

package io.github.zmqsecure.benchmarks;

import java.util.Map;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/**
 * A process with Spring gRPC and mutual TLS that sends requests back.
 *
 * @since 0.1.0
 */
public final class GrpcServerPeer {

	private GrpcServerPeer() {
	}

	/**
	 * Reply.
	 * @param args contestant, directory of the certificates
	 */
	public static void main(String[] args) {
		Map<String, Object> properties = Certificates.bundle(args[1], "server", "client");
		properties.put("spring.grpc.server.address", "127.0.0.1");
		properties.put("spring.grpc.server.port", 0);
		properties.put("spring.grpc.server.ssl.bundle", "server");
		properties.put("spring.grpc.server.ssl.client-auth", "require");
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties(properties)
			.run()) {
			Turns.announce("static://127.0.0.1:" + context.getBean(GrpcServerLifecycle.class).getPort());
			Turns.each((numbers) -> "");
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Echo echo() {
			return new Echo();
		}

	}

}
