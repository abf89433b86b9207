// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;

/**
 * {@link CompositeHealthContributor} for ZeroMQ: one component for what all sockets
 * share, {@value #CONTEXT}, one for each socket by its name, and, where there are
 * proxies, {@value #PROXIES} with one for each of those. Immutable.
 *
 * @since 0.1.0
 */
public class ZmqHealthContributor implements CompositeHealthContributor {

	/** The component for what all sockets share. */
	public static final String CONTEXT = "context";

	/** The component for proxies. */
	public static final String PROXIES = "proxies";

	private static final String OTHER = "zmq-";

	private final Map<String, HealthContributor> contributors;

	/**
	 * Create a contributor.
	 * @param context tells of what all sockets share
	 * @param sockets tell of each socket, by its name; should one be called
	 * {@value #CONTEXT} or {@value #PROXIES}, the other component is {@code zmq-context}
	 * or {@code zmq-proxies}
	 * @param proxies tell of each proxy, by its name
	 */
	public ZmqHealthContributor(HealthContributor context, Map<String, ? extends HealthContributor> sockets,
			Map<String, ? extends HealthContributor> proxies) {
		Map<String, HealthContributor> contributors = new LinkedHashMap<>();
		contributors.put(nameBeside(sockets, CONTEXT), context);
		contributors.putAll(sockets);
		if (!proxies.isEmpty()) {
			contributors.put(nameBeside(sockets, PROXIES), CompositeHealthContributor.fromMap(proxies));
		}
		this.contributors = Collections.unmodifiableMap(contributors);
	}

	private static String nameBeside(Map<String, ?> sockets, String name) {
		return sockets.containsKey(name) ? OTHER + name : name;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return this.contributors.get(name);
	}

	@Override
	public Stream<HealthContributors.Entry> stream() {
		return this.contributors.entrySet()
			.stream()
			.map((each) -> new HealthContributors.Entry(each.getKey(), each.getValue()));
	}

}
