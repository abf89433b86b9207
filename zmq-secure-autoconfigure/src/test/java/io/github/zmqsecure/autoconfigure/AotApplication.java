// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.time.Duration;

import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.template.ZmqTemplate;
import org.zeromq.ZContext;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application that {@link AotProcessingTests} processes ahead of time: it starts,
 * sends to nobody, and stops.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ ZmqSecureAutoConfiguration.class, ZmqTemplateAutoConfiguration.class,
		ZmqListenerAutoConfiguration.class })
public class AotApplication {

	/**
	 * Run the application.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplicationBuilder(AotApplication.class).web(WebApplicationType.NONE)
			.properties("zmq.secure.keys.own.ephemeral=true", "zmq.secure.sockets.server.type=router",
					"zmq.secure.sockets.server.bind=tcp://127.0.0.1:*", "zmq.secure.sockets.server.key=own",
					"zmq.secure.sockets.server.clients=own", "zmq.secure.sockets.client.type=dealer",
					"zmq.secure.sockets.client.connect=tcp://127.0.0.1:9", "zmq.secure.sockets.client.key=own",
					"zmq.secure.sockets.client.server=own")
			.application();
		ConfigurableApplicationContext context = application.run(args);
		System.out.println("open: " + context.getBean(ManagedSockets.class).get("server").isOpen());
		System.out.println("contexts: " + context.getBeanNamesForType(ZContext.class).length);
		context.getBean(ZmqTemplate.class).send("client", "nobody takes it");
		long start = System.nanoTime();
		context.close();
		System.out.println("closed within ms: " + Duration.ofNanos(System.nanoTime() - start).toMillis());
	}

}
