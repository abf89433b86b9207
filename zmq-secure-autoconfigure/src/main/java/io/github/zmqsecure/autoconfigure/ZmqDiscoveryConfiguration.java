// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.discovery.DiscoveryClientEndpointSource;
import io.github.zmqsecure.endpoint.EndpointResolver;
import io.github.zmqsecure.endpoint.EndpointSource;
import io.github.zmqsecure.endpoint.NameServiceEndpointSource;
import io.github.zmqsecure.endpoint.Transport;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where services are, as far as Spring Cloud knows.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DiscoveryClient.class)
class ZmqDiscoveryConfiguration {

	@Bean
	@ConditionalOnMissingBean
	EndpointSource zmqEndpointSource(ObjectProvider<DiscoveryClient> clients, ZmqSecureProperties properties) {
		EndpointSource names = new NameServiceEndpointSource();
		DiscoveryClient client = clients.getIfAvailable();
		if (client == null) {
			DiscoveryRequirement.refuse(properties, "there is no DiscoveryClient to ask where the service is");
			return names;
		}
		return new DiscoveryClientEndpointSource(client, names);
	}

	@Bean
	ApplicationListener<HeartbeatEvent> zmqDiscoveryListener(EndpointResolver resolver) {
		return (event) -> resolver.refresh(Transport.DISCOVERY);
	}

}
