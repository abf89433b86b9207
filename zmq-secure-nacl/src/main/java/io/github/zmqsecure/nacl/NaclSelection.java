// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The outcome of choosing a provider.
 *
 * @param provider the provider in use, which passed its known-answer test
 * @param refusals the names of the providers that were preferred but could not be used,
 * each with what is missing or wrong, and how to mend it
 * @since 0.1.0
 */
public record NaclSelection(NaclProvider provider, List<String> refusals) {

	private static final Log logger = LogFactory.getLog(NaclSelection.class);

	/**
	 * Create a selection.
	 * @param provider the provider in use
	 * @param refusals the providers that could not be used
	 */
	public NaclSelection {
		refusals = List.copyOf(refusals);
	}

	/**
	 * Choose the first usable provider.
	 * @param mode what is asked for
	 * @param candidates what creates the providers, or throws a
	 * {@link NaclProviderException}, by the mode that insists on each
	 * @return the selection
	 * @throws NaclProviderException if none can be loaded that passes its known-answer
	 * test
	 */
	static NaclSelection of(NaclMode mode, Map<NaclMode, Supplier<NaclProvider>> candidates) {
		List<String> refusals = new ArrayList<>();
		for (Map.Entry<NaclMode, Supplier<NaclProvider>> candidate : candidates.entrySet()) {
			if (mode == NaclMode.AUTO || mode == candidate.getKey()) {
				try {
					NaclProvider provider = candidate.getValue().get();
					KnownAnswers.verify(provider);
					logger.debug("CURVE cryptography by " + provider.description());
					return new NaclSelection(provider, refusals);
				}
				catch (NaclProviderException ex) {
					String name = candidate.getKey().name().toLowerCase(Locale.ROOT).replace('_', '-');
					logRefusal(mode, name, ex);
					refusals.add(name + ": " + ex.getMessage());
				}
			}
		}
		throw new NaclProviderException(
				"No provider of CURVE cryptography is usable in mode " + mode + ". " + refusals);
	}

	private static void logRefusal(NaclMode mode, String name, NaclProviderException ex) {
		String message = "Not using " + name + " for CURVE cryptography: " + ex.getMessage();
		if (ex instanceof FailedKnownAnswerException || mode != NaclMode.AUTO) {
			logger.error(message);
		}
		else {
			logger.debug(message, ex);
		}
	}

}
