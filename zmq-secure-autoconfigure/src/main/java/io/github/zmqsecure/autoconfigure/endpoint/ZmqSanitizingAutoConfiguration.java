// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure.endpoint;

import io.github.zmqsecure.actuate.SecretKeySanitizingFunction;
import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.curve.CurveKeys;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for
 * {@link SecretKeySanitizingFunction}. It takes effect even where
 * {@code zmq.secure.enabled} is {@code false}, since the properties are there all the
 * same.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ZmqSecureAutoConfiguration.class)
@ConditionalOnClass(SanitizingFunction.class)
public final class ZmqSanitizingAutoConfiguration {

	ZmqSanitizingAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	SecretKeySanitizingFunction zmqSecretKeySanitizingFunction(ObjectProvider<CurveKeys> keys) {
		return new SecretKeySanitizingFunction(keys::getIfAvailable);
	}

}
