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

package io.github.zmqsecure.autoconfigure.health;

import java.time.Duration;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.auth.ClientAuthorizer;
import io.github.zmqsecure.auth.ZapSupervisor;
import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.autoconfigure.ZmqSecureProperties;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.curve.CurveCrypto;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.health.ZmqHealthIndicator;
import io.github.zmqsecure.listener.ListenerSockets;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SocketKeys;
import io.github.zmqsecure.thread.GuardedThreads;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZmqHealthIndicator}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ZmqSecureAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(ManagedSockets.class)
@ConditionalOnEnabledHealthIndicator("zmq")
@EnableConfigurationProperties(ZmqHealthProperties.class)
public final class ZmqHealthContributorAutoConfiguration {

	ZmqHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "zmqHealthIndicator", "zmqHealthContributor" })
	ZmqHealthIndicator zmqHealthIndicator(ManagedSockets sockets, ZapSupervisor authentication, HardenedContext context,
			GuardedThreads threads, SocketKeys keys, CurveCrypto crypto, CurveKeys curveKeys,
			ClientAuthorizer authorizer, ObjectProvider<ListenerSockets> listeners, ZmqHealthProperties properties,
			ZmqSecureProperties secureProperties) {
		Duration queueFullFor = properties.getQueueFullFor();
		if (queueFullFor.isNegative()) {
			throw new ZmqConfigurationException("management.health.zmq.queue-full-for", queueFullFor,
					"It must not be less than zero.", "Choose how long a queue may be full, such as 10s.");
		}
		return new ZmqHealthIndicator(sockets, authentication, context, threads, keys, crypto, curveKeys, authorizer,
				listeners.getIfAvailable(), queueFullFor, secureProperties.getKeyExpiryWarning());
	}

}
