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
