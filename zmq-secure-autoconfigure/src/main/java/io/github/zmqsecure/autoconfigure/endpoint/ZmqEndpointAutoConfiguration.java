// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure.endpoint;

import io.github.zmqsecure.actuate.ZmqEndpoint;
import io.github.zmqsecure.auth.ClientAuthorizer;
import io.github.zmqsecure.auth.ZapSupervisor;
import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.connection.ConnectionManager;
import io.github.zmqsecure.curve.CurveCrypto;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SocketKeys;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZmqEndpoint}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ZmqSecureAutoConfiguration.class,
		afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration")
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(ManagedSockets.class)
@ConditionalOnAvailableEndpoint(ZmqEndpoint.class)
@Import(PathParameterConfiguration.class)
public final class ZmqEndpointAutoConfiguration {

	ZmqEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqEndpoint zmqEndpoint(ManagedSockets sockets, ZapSupervisor authentication, HardenedContext context,
			CurveKeys keys, SocketKeys socketKeys, CurveCrypto crypto, ConnectionManager connectionManager,
			ClientAuthorizer authorizer) {
		return new ZmqEndpoint(sockets, authentication, context, keys, socketKeys, crypto, connectionManager,
				authorizer);
	}

}
