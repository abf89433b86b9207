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
