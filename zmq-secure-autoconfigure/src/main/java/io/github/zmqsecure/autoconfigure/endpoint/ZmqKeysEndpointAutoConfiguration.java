// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure.endpoint;

import io.github.zmqsecure.actuate.ZmqKeysEndpoint;
import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurveKeysReloader;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZmqKeysEndpoint}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ZmqSecureAutoConfiguration.class,
		afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration")
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(ManagedSockets.class)
@ConditionalOnAvailableEndpoint(ZmqKeysEndpoint.class)
@Import(PathParameterConfiguration.class)
public final class ZmqKeysEndpointAutoConfiguration {

	ZmqKeysEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqKeysEndpoint zmqKeysEndpoint(CurveKeys keys, ManagedSockets sockets,
			ObjectProvider<CurveKeysReloader> reloader) {
		return new ZmqKeysEndpoint(keys, sockets, reloader.getIfAvailable());
	}

}
