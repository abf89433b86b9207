// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import io.github.zmqsecure.auth.AllowedClients;
import io.github.zmqsecure.auth.ClientAccess;
import io.github.zmqsecure.auth.ClientAuthorizer;
import io.github.zmqsecure.auth.PeerClientAuthorizer;
import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.auth.ZapAuthenticator;
import io.github.zmqsecure.auth.ZapSupervisor;
import io.github.zmqsecure.channel.ManagedSocketSettings;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.connection.ConnectionLimits;
import io.github.zmqsecure.connection.ConnectionManager;
import io.github.zmqsecure.connection.UnauthenticatedMemoryEstimate;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.endpoint.EndpointPolicy;
import io.github.zmqsecure.endpoint.EndpointResolver;
import io.github.zmqsecure.jeromq.JeromqListenerChannels;
import io.github.zmqsecure.socket.DefaultSecureSocketFactory;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketCustomizer;
import io.github.zmqsecure.socket.SocketKeys;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.thread.GuardedThreads;
import org.zeromq.ZContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for CURVE-encrypted, authenticated
 * and bounded ZeroMQ sockets.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(ZContext.class)
@ConditionalOnSwitch(value = "zmq.secure.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ZmqSecureProperties.class)
@Import({ ZmqBindingConfiguration.class, ZmqConnectionDetailsConfiguration.class, ZmqKeysConfiguration.class,
		ZmqContextConfiguration.class, ZmqDiscoveryConfiguration.class, ZmqPolicyConfiguration.class,
		ZmqProxyConfiguration.class })
public final class ZmqSecureAutoConfiguration {

	private static final String AUTHORIZER_EXECUTOR = "zmqAuthorizerExecutor";

	ZmqSecureAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	GuardedThreads zmqGuardedThreads() {
		return new GuardedThreads();
	}

	@Bean
	@ConditionalOnMissingBean
	VerdictProperty zmqVerdictProperty() {
		return new VerdictProperty();
	}

	@Bean
	@ConditionalOnMissingBean
	ClientAuthorizer zmqClientAuthorizer(ZmqSecureProperties properties, CurveKeys keys) {
		Map<String, AllowedClients> clients = new LinkedHashMap<>();
		properties.getSockets().forEach((name, socket) -> clients.put(name, AllowedClients.of(socket.getClients())));
		return new PeerClientAuthorizer(keys, clients);
	}

	@Bean
	@ConditionalOnMissingBean
	ClientAccess zmqClientAccess(ClientAuthorizer authorizer, @Qualifier(AUTHORIZER_EXECUTOR) Executor executor,
			CurveKeys keys) {
		return new ClientAccess(authorizer, executor, keys);
	}

	/**
	 * Bounded by the number of calls that are made at a time. Not a candidate for
	 * {@code @Async} and the like.
	 */
	@Bean(name = AUTHORIZER_EXECUTOR, defaultCandidate = false)
	@ConditionalOnMissingBean(name = AUTHORIZER_EXECUTOR)
	Executor zmqAuthorizerExecutor(Environment environment) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("zmq-authorizer-");
		executor.setDaemon(true);
		executor.setVirtualThreads(Threading.VIRTUAL.isActive(environment));
		return executor;
	}

	@Bean
	@ConditionalOnMissingBean
	ZapSupervisor zmqZapSupervisor(HardenedContext context, ClientAccess access, VerdictProperty verdicts,
			GuardedThreads threads) {
		return new ZapSupervisor(context::get, new ZapAuthenticator(access, verdicts), threads);
	}

	@Bean
	@ConditionalOnMissingBean
	SocketKeys zmqSocketKeys(CurveKeys keys) {
		return new SocketKeys(keys);
	}

	@Bean
	@ConditionalOnMissingBean(SecureSocketFactory.class)
	DefaultSecureSocketFactory zmqSecureSocketFactory(ZmqSecureProperties properties, HardenedContext context,
			CurveKeys keys, SocketKeys socketKeys, EndpointPolicy endpoints, EndpointResolver resolver,
			ZapSupervisor authentication, ObjectProvider<SocketCustomizer> customizers) {
		List<SocketSettings> settings = new SocketSettingsMapper(properties, keys).map();
		return new DefaultSecureSocketFactory(context::get, socketKeys, endpoints, resolver, properties.getPlaintext(),
				authentication::isAnswering, new JeromqListenerChannels(), customizers.orderedStream().toList(),
				settings);
	}

	@Bean
	@ConditionalOnMissingBean
	ManagedSockets zmqManagedSockets(ZmqSecureProperties properties, HardenedContext context,
			SecureSocketFactory factory, CurveKeys keys, ConnectionManager connectionManager, ConnectionLimits limits,
			VerdictProperty verdicts, EndpointResolver resolver, ZapSupervisor authentication, GuardedThreads threads,
			ApplicationContext application) {
		Map<String, ManagedSocketSettings> settings = new LinkedHashMap<>();
		properties.getSockets().forEach((name, socket) -> {
			Integer capacity = socket.getQueueCapacity();
			int sndHwm = factory.getSettings(name).options().getRequired(SocketOption.SND_HWM, Integer.class);
			settings.put(name, new ManagedSocketSettings((capacity != null) ? capacity : sndHwm, socket.getOverflow(),
					socket.getHeaders(), socket.isSequence()));
		});
		ManagedSockets sockets = new ManagedSockets(context, factory, connectionManager, verdicts, resolver,
				authentication, threads, settings);
		LivenessUpdater liveness = new LivenessUpdater(application);
		sockets.addContextListener(liveness);
		threads.addBrokenListener(liveness::threadsBroken);
		UnauthenticatedMemoryEstimate
			.of(factory.getNames().stream().map(factory::getSettings).toList(), limits, sockets.getMemory().getLimits())
			.warnUnlessItFits();
		keys.addUpdateHandler((updated) -> {
			connectionManager.reviewClients();
			sockets.refreshKeys();
		});
		return sockets;
	}

}
