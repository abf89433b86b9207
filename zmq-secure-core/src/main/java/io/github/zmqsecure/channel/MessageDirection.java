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

package io.github.zmqsecure.channel;

import java.util.Locale;

/**
 * Which way a message goes.
 *
 * @since 0.1.0
 */
public enum MessageDirection {

	/** From a peer. */
	INBOUND,

	/** To a peer. */
	OUTBOUND;

	/**
	 * Return the value of the tag {@code direction}.
	 * @return the name in lower case, such as {@code inbound}
	 */
	public String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

}
