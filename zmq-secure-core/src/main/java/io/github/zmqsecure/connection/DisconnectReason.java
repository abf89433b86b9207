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

package io.github.zmqsecure.connection;

import java.util.Locale;

/**
 * Why a connection ended that was authenticated. A closed set: dashboards and alerts may
 * rely on it.
 *
 * @since 0.1.0
 */
public enum DisconnectReason {

	/** The other end closed it, the network failed, or this application stopped. */
	CLOSED,

	/** Nothing was heard of the peer for {@code heartbeat-timeout}. */
	SILENT,

	/** The peer has no access any more. */
	REVOKED,

	/** What the peer sent or held exceeded a limit. */
	LIMIT,

	/** The peer connected anew with the same routing id. */
	SUPERSEDED;

	/**
	 * Return the value of the tag {@code reason}.
	 * @return the name in lower case, such as {@code silent}
	 */
	public String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return whether the connection was ended by this application while it ran.
	 * @return whether it was
	 */
	public boolean isCut() {
		return this != CLOSED;
	}

}
