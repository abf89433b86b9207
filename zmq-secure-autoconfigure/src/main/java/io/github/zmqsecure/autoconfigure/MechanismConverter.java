// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
