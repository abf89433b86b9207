// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.zmqsecure.KeyRedaction;
import org.jspecify.annotations.Nullable;

/**
 * What can be used of an answer of an {@link EndpointSource}. An entry that can't be used
 * is left out, since it may be what some other application has registered.
 *
 * @param addresses the addresses
 * @param problem what is wrong with an entry that was left out
 */
record EndpointAnswer(List<Endpoint> addresses, @Nullable Throwable problem) {

	/** How many addresses of a name are used. */
	private static final int MOST_ADDRESSES = 256;

	/** How many entries of an answer are looked at, most of which may be unusable. */
	private static final int MOST_ENTRIES = 10_000;

	static EndpointAnswer of(List<String> answer) {
		Set<Endpoint> addresses = new LinkedHashSet<>();
		Throwable problem = null;
		Iterator<String> entries = answer.iterator();
		for (int i = 0; i < MOST_ENTRIES && addresses.size() < MOST_ADDRESSES && entries.hasNext(); i++) {
			String entry = entries.next();
			try {
				addresses.add(addressOf(entry));
			}
			catch (OutOfMemoryError ex) {
				throw ex;
			}
			catch (Throwable ex) {
				problem = ex;
			}
		}
		return new EndpointAnswer(List.copyOf(addresses), problem);
	}

	private static Endpoint addressOf(String entry) throws IOException {
		Endpoint address = Endpoint.parse(entry);
		if (address.transport() != Transport.TCP || !address.isLiteral() || address.isEphemeralPort()) {
			throw new IOException("the EndpointSource answered with '" + KeyRedaction.redact(entry)
					+ "', which is no address such as 'tcp://10.0.0.1:5555'");
		}
		return address.literal();
	}

}
