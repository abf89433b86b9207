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

package io.github.zmqsecure.nacl;

/**
 * Thrown when a provider computes something else than the published answer.
 *
 * @since 0.1.0
 */
public class FailedKnownAnswerException extends NaclProviderException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param provider the description of the provider
	 * @param test what it failed at
	 */
	public FailedKnownAnswerException(String provider, String test) {
		super(provider + " failed its known-answer test for " + test
				+ ": its answers cannot be trusted. Reinstall or upgrade it.");
	}

}
