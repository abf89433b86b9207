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

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.nacl.NaclMode;
import io.github.zmqsecure.nacl.NaclProviders;
import io.github.zmqsecure.nacl.NaclSelection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ApplicationListener;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CryptoPreinitializer}.
 */
@Timeout(60)
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
