// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.time.Duration;

import io.github.zmqsecure.curve.CurveKeySet;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurveKeysReloader;
import io.github.zmqsecure.curve.DefaultCurveKeys;
import io.github.zmqsecure.curve.KeyExpiry;
import io.github.zmqsecure.curve.ZmqKeysReloadedPublisher;
import io.github.zmqsecure.thread.GuardedThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;

/**
 * The keys, and their reload when files change.
 */
@Configuration(proxyBeanMethods = false)
class ZmqKeysConfiguration {

	private static final Log logger = LogFactory.getLog(ZmqKeysConfiguration.class);

	@Bean
	CurveKeysLoader zmqCurveKeysLoader(ZmqSecureProperties properties, ResourceLoader resourceLoader) {
		return new CurveKeysLoader(properties, resourceLoader);
	}

	@Bean
	@ConditionalOnMissingBean(CurveKeys.class)
	DefaultCurveKeys zmqCurveKeys(CurveKeysLoader loader) {
		CurveKeySet loaded = loader.load();
		loaded.problems().forEach(logger::error);
		return new DefaultCurveKeys(loaded);
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqKeysReloadedPublisher zmqKeysReloadedPublisher(CurveKeys keys, ApplicationEventPublisher publisher) {
		return new ZmqKeysReloadedPublisher(keys, publisher);
	}

	/**
	 * Says at start-up, and whenever keys have changed, which of them end.
	 */
	@Bean
	SmartInitializingSingleton zmqKeyExpiryWarnings(ZmqSecureProperties properties, CurveKeys keys) {
		return () -> {
			warnOfExpiry(keys, properties.getKeyExpiryWarning());
			keys.addUpdateHandler((updated) -> warnOfExpiry(updated, properties.getKeyExpiryWarning()));
		};
	}

	private static void warnOfExpiry(CurveKeys keys, Duration within) {
		KeyExpiry.warnings(keys, within).forEach(logger::warn);
	}

	/**
	 * Keys that sockets need stay when their files are gone, so the last check holds up
	 * no removal: it is there for keys of an application's own, which the files lack.
	 */
	@Bean
	@ConditionalOnBean(DefaultCurveKeys.class)
	@ConditionalOnMissingBean
	@ConditionalOnSwitch(value = "zmq.secure.reload.enabled", matchIfMissing = true)
	CurveKeysReloader zmqCurveKeysReloader(ZmqSecureProperties properties, CurveKeysLoader loader,
			DefaultCurveKeys keys, GuardedThreads threads) {
		Duration period = properties.getReload().getPeriod();
		Bounds.longerThanZero("zmq.secure.reload.period", period,
				"Choose how often key files are looked at, or set 'zmq.secure.reload.enabled' to false.");
		return new CurveKeysReloader(loader.locations(), period, () -> {
			var loaded = loader.load();
			SocketSettingsMapper.forReload(properties, new DefaultCurveKeys(loaded)).map();
			return loaded;
		}, keys, threads);
	}

}
