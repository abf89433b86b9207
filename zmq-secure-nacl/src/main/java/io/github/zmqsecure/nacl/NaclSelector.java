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

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Chooses the first usable provider.
 */
class NaclSelector {

	private static final Log logger = LogFactory.getLog(NaclSelector.class);

	private final List<NaclCandidate> candidates;

	NaclSelector(List<NaclCandidate> candidates) {
		this.candidates = candidates;
	}

	NaclSelection select(NaclMode mode) {
		List<NaclRefusal> refusals = new ArrayList<>();
		for (NaclCandidate candidate : this.candidates) {
			if (mode == NaclMode.AUTO || mode == candidate.mode()) {
				try {
					return chosen(new NaclSelection(mode, candidate.load(), refusals));
				}
				catch (NaclProviderException ex) {
					refusals.add(refused(mode, candidate, ex));
				}
			}
		}
		throw new NaclProviderException(
				"No provider of CURVE cryptography is usable in mode " + mode + ". " + refusals);
	}

	private NaclSelection chosen(NaclSelection selection) {
		logger.debug("CURVE cryptography by " + selection.provider().description());
		return selection;
	}

	private NaclRefusal refused(NaclMode mode, NaclCandidate candidate, NaclProviderException ex) {
		String message = "Not using " + candidate.name() + " for CURVE cryptography: " + ex.getMessage();
		if (ex instanceof FailedKnownAnswerException || mode != NaclMode.AUTO) {
			logger.error(message);
		}
		else {
			logger.debug(message, ex);
		}
		return new NaclRefusal(candidate.name(), String.valueOf(ex.getMessage()));
	}

}
