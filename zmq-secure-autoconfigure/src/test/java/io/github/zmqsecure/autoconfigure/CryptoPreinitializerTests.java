// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.nacl.NaclMode;
import io.github.zmqsecure.nacl.NaclProviders;
import io.github.zmqsecure.nacl.NaclSelection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ApplicationListener;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CryptoPreinitializer}.
 */
class CryptoPreinitializerTests {

	@Test
	void choosesWhatTheContextAsksForWhereNothingIsConfigured() throws InterruptedException {
		NaclSelection asked = NaclProviders.select(NaclMode.AUTO, null);
		Thread thread = CryptoPreinitializer.start(new MockEnvironment().withProperty("zmq.secure.enabled", "true"));
		assertThat(thread).isNotNull();
		thread.join();
		assertThat(NaclProviders.selection()).isSameAs(asked);
	}

	@ParameterizedTest
	@ValueSource(strings = { "zmq.secure.crypto.provider=bouncy-castle", "zmq.secure.crypto.library=/lib/libsodium.so",
			"zmq.secure.enabled=false", "zmq.secure.enabled=perhaps", "zmq.secure.crypto.provider=${nowhere}" })
	void leavesItToTheContextWhereSomethingIs(String property) {
		String[] parts = property.split("=", 2);
		assertThat(CryptoPreinitializer.start(new MockEnvironment().withProperty(parts[0], parts[1]))).isNull();
	}

	@Test
	void isAmongTheListenersOfEveryApplication() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(ApplicationListener.class))
			.hasAtLeastOneElementOfType(CryptoPreinitializer.class);
	}

}
