// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.util.Arrays;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a {@link KeyFormat} as it is written.
 */
final class KeyFormatConverter implements ITypeConverter<KeyFormat> {

	@Override
	public KeyFormat convert(String value) {
		return Arrays.stream(KeyFormat.values())
			.filter((format) -> format.toString().equalsIgnoreCase(value))
			.findFirst()
			.orElseThrow(() -> new TypeConversionException(
					"there is no such format; use one of " + Arrays.toString(KeyFormat.values())));
	}

}
