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

import java.util.List;

/**
 * The outcome of choosing a provider.
 *
 * @param mode what was asked for
 * @param provider the provider in use, which passed its known-answer test
 * @param refusals the providers that were preferred but could not be used
 * @since 0.1.0
 */
public record NaclSelection(NaclMode mode, NaclProvider provider, List<NaclRefusal> refusals) {

	/**
	 * Create a selection.
	 * @param mode what was asked for
	 * @param provider the provider in use
	 * @param refusals the providers that could not be used
	 */
	public NaclSelection {
		refusals = List.copyOf(refusals);
	}

}
