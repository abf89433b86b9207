// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.time.Duration;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.curve.CurveCrypto;
import io.github.zmqsecure.jeromq.JeromqIoThreadOperations;
import io.github.zmqsecure.nacl.NaclProviderException;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.IoThreadOperations;
import io.github.zmqsecure.socket.SocketOption;
import org.zeromq.ZContext;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The context of all sockets: the library's, or the application's own, hardened.
 */
@Configuration(proxyBeanMethods = false)
class ZmqContextConfiguration {

	private static final Duration CLOSE_GRACE = Duration.ofSeconds(3);

	/**
	 * Before any context, since the first handshake would choose otherwise.
	 */
	@Bean
	@ConditionalOnMissingBean
	CurveCrypto zmqCurveCrypto(ZmqSecureProperties properties) {
		ZmqSecureProperties.Crypto crypto = properties.getCrypto();
		try {
			return CurveCrypto.select(crypto.getProvider(), crypto.getLibrary());
		}
		catch (NaclProviderException ex) {
			throw new ZmqConfigurationException("zmq.secure.crypto.provider", crypto.getProvider(),
					String.valueOf(ex.getMessage()),
					"Use 'auto', which takes what there is, or make that implementation available.", ex);
		}
	}

	@Bean
	@ConditionalOnMissingBean(IoThreadOperations.class)
	JeromqIoThreadOperations zmqIoThreadOperations() {
		return new JeromqIoThreadOperations();
	}

	@Bean
	@ConditionalOnMissingBean({ HardenedContext.class, ZContext.class })
	HardenedContext zmqHardenedContext(ZmqSecureProperties properties, CurveCrypto crypto,
			IoThreadOperations operations) {
		return new HardenedContext(ioThreads(properties), closeTimeout(properties), operations);
	}

	@Bean
	@ConditionalOnBean(ZContext.class)
	@ConditionalOnMissingBean(HardenedContext.class)
	HardenedContext zmqHardenedCustomContext(ZmqSecureProperties properties, ZContext context, CurveCrypto crypto,
			IoThreadOperations operations) {
		return new HardenedContext(context, closeTimeout(properties), operations);
	}

	@Bean
	@ConditionalOnMissingBean(ZContext.class)
	ZmqContextFactoryBean zmqContext(HardenedContext context) {
		return new ZmqContextFactoryBean(context);
	}

	private static int ioThreads(ZmqSecureProperties properties) {
		Integer ioThreads = properties.getContext().getIoThreads();
		if (ioThreads == null) {
			return HardenedContext.ioThreadsFor(Runtime.getRuntime().availableProcessors());
		}
		if (ioThreads < 1 || ioThreads > HardenedContext.MOST_IO_THREADS) {
			throw new ZmqConfigurationException("zmq.secure.context.io-threads", ioThreads,
					"It must be from 1 to " + HardenedContext.MOST_IO_THREADS + ".",
					"Leave it out for one up to four cores and then a quarter of them; more than there are cores "
							+ "is of no use.");
		}
		return ioThreads;
	}

	private static Duration closeTimeout(ZmqSecureProperties properties) {
		return SocketOptionsMapper.defaults("zmq.secure.defaults", properties.getDefaults())
			.getRequired(SocketOption.LINGER, Duration.class)
			.plus(CLOSE_GRACE);
	}

}
