// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
