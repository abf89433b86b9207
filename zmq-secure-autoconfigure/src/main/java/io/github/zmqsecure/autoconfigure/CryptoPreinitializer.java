// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.Map;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.nacl.NaclProviders;
import io.github.zmqsecure.thread.DaemonThreads;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Chooses and tests the cryptography on a thread of its own while the context is made:
 * binding libsodium is a third of what the starter adds to a start. Only where nothing is
 * configured about it, since a JVM loads one libsodium. What goes wrong is told by the
 * bean that needs it.
 */
class CryptoPreinitializer implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		if (Runtime.getRuntime().availableProcessors() > 1) {
			start(event.getEnvironment());
		}
	}

	/**
	 * Begin.
	 * @param environment the environment of the application
	 * @return the thread, or {@code null} if its configuration says something else
	 */
	static @Nullable Thread start(Environment environment) {
		if (!isAsShipped(environment)) {
			return null;
		}
		Thread thread = DaemonThreads.create("zmq-secure-crypto", CryptoPreinitializer::initialize);
		thread.start();
		return thread;
	}

	private static boolean isAsShipped(Environment environment) {
		try {
			Binder binder = Binder.get(environment);
			return binder.bind("zmq.secure.enabled", Boolean.class).orElse(true)
					&& !binder.bind("zmq.secure.crypto", Bindable.of(Map.class)).isBound();
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static void initialize() {
		try {
			NaclProviders.selection();
			CurveKeyPair.generate();
		}
		catch (Throwable ex) {
			// It is tried again, and told of, where it is needed.
		}
	}

}
