// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.util.Assert;
import org.springframework.util.PatternMatchUtils;

/**
 * The clients that one CURVE server lets in: peers by name, those of the peer directory,
 * or any client with a key.
 *
 * @param names the names of the peers let in, in the order they were given
 * @param patterns which peers of the directory are let in besides: {@value #DIRECTORY},
 * or names in which {@code *} stands for any characters
 * @param any whether every client is let in that holds some key pair
 * @since 0.1.0
 */
public record AllowedClients(Set<String> names, Set<String> patterns, boolean any) {

	/**
	 * The word that stands for any client and must be written out.
	 */
	public static final String ANY = "any";

	/**
	 * The word that stands for every peer of the directory.
	 */
	public static final String DIRECTORY = "@directory";

	public AllowedClients {
		names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
		patterns = Collections.unmodifiableSet(new LinkedHashSet<>(patterns));
	}

	/**
	 * Create from what the configuration lists.
	 * @param clients peer names, patterns, {@value #DIRECTORY} or {@value #ANY}
	 * @return the allowed clients
	 */
	public static AllowedClients of(Iterable<String> clients) {
		Assert.notNull(clients, "'clients' must not be null");
		Set<String> names = new LinkedHashSet<>();
		Set<String> patterns = new LinkedHashSet<>();
		clients.forEach((client) -> (isPattern(client) ? patterns : names).add(client));
		boolean any = names.remove(ANY);
		return new AllowedClients(names, patterns, any);
	}

	/**
	 * Return whether nobody is let in.
	 * @return whether neither a name, nor a pattern, nor {@value #ANY} is listed
	 */
	public boolean isEmpty() {
		return this.names.isEmpty() && this.patterns.isEmpty() && !this.any;
	}

	/**
	 * Return whether a peer of the directory is let in by a pattern.
	 * @param name the name of the peer
	 * @return whether a pattern fits
	 */
	public boolean matches(String name) {
		return this.patterns.stream()
			.anyMatch((pattern) -> pattern.equals(DIRECTORY) || PatternMatchUtils.simpleMatch(pattern, name));
	}

	/**
	 * Return what was listed.
	 * @return the names, then the patterns, then {@value #ANY}
	 */
	public List<String> entries() {
		List<String> entries = new ArrayList<>(this.names);
		entries.addAll(this.patterns);
		if (this.any) {
			entries.add(ANY);
		}
		return entries;
	}

	/**
	 * Return whether an entry stands for peers of the directory.
	 * @param client the entry
	 * @return whether it is {@value #DIRECTORY} or has a {@code *}
	 */
	public static boolean isPattern(String client) {
		return client.equals(DIRECTORY) || client.contains("*");
	}

}
