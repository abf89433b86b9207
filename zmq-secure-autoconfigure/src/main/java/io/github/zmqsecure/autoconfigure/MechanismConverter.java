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

import java.util.Locale;

import io.github.zmqsecure.socket.Mechanism;

import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;

/**
 * Converts {@code mechanism: null}, which YAML hands on as an empty text. Should an empty
 * value ever stand there by mistake, the keys and clients of the socket contradict it and
 * {@code zmq.secure.plaintext} forbids it, so it doesn't go unnoticed.
 */
@ConfigurationPropertiesBinding
class MechanismConverter implements Converter<String, Mechanism> {

	@Override
	public Mechanism convert(String source) {
		return source.isBlank() ? Mechanism.NULL : Mechanism.valueOf(source.trim().toUpperCase(Locale.ROOT));
	}

}
