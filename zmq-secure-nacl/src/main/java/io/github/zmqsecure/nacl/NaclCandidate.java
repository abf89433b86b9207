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

import java.nio.file.Path;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A provider that may turn out to be unusable when it is loaded.
 *
 * @param name the provider's name
 * @param mode the mode that insists on it
 * @param loader creates it, or throws a {@link NaclProviderException}
 */
record NaclCandidate(String name, NaclMode mode, Supplier<NaclProvider> loader) {

	static NaclCandidate libsodium(@Nullable Path library) {
		return new NaclCandidate(LibsodiumNacl.NAME, NaclMode.LIBSODIUM, () -> LibsodiumNacl.load(library));
	}

	static NaclCandidate bouncyCastle() {
		return new NaclCandidate(BouncyCastleNacl.NAME, NaclMode.BOUNCY_CASTLE, BouncyCastleNacl::new);
	}

	/**
	 * Load the provider and hold it against the published answers.
	 * @return the provider
	 * @throws NaclProviderException if it cannot be loaded or computes something else
	 */
	NaclProvider load() {
		NaclProvider provider = this.loader.get();
		KnownAnswers.verify(provider);
		return provider;
	}

}
