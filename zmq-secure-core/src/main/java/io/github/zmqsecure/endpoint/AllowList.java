// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A list of endpoints that are allowed. Entries are {@code tcp://HOST:PORTS}, where HOST
 * is a name, an address, a CIDR block or {@code *}, with IPv6 in brackets, and PORTS is a
 * number, a range such as {@code 5000-5010} or {@code *}; and {@code inproc://NAME} or
 * {@code inproc://*}.
 * <p>
 * The any-address ({@code 0.0.0.0} or {@code ::}), on which a socket listens on all
 * interfaces, is allowed by {@code *} or by being written out, and never by a block that
 * contains it or a name that resolves to it. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class AllowList {

	private final List<AllowListEntry> entries;

	private AllowList(List<AllowListEntry> entries) {
		this.entries = entries;
	}

	/**
	 * Return the list of the given entries.
	 * @param entries the entries
	 * @return the list
	 * @throws InvalidEndpointException if an entry is malformed or of another transport
	 */
	public static AllowList of(Collection<String> entries) {
		return new AllowList(entries.stream().map(AllowListEntry::parse).toList());
	}

	/**
	 * Return whether this list has no entries.
	 * @return whether this list has no entries
	 */
	public boolean isEmpty() {
		return this.entries.isEmpty();
	}

	/**
	 * Return the entries in canonical form.
	 * @return the entries, separated by commas, in brackets
	 */
	@Override
	public String toString() {
		return this.entries.stream().map(AllowListEntry::toString).collect(Collectors.joining(", ", "[", "]"));
	}

	boolean allowsInproc(String name) {
		return this.entries.stream()
			.anyMatch((entry) -> entry.transport() == Transport.INPROC
					&& (entry.isWildcardHost() || entry.host().equals(name)));
	}

	boolean allowsSomeTcp() {
		return this.entries.stream().anyMatch((entry) -> entry.transport() == Transport.TCP);
	}

	boolean allowsEveryHost(int port) {
		return anyTcp(port, AllowListEntry::isWildcardHost);
	}

	boolean allowsPort(int port) {
		return anyTcp(port, (entry) -> true);
	}

	boolean allowsName(String name, int port) {
		return anyTcp(port, (entry) -> entry.hasName(name));
	}

	/**
	 * Return whether an address is allowed.
	 * @param address the address
	 * @param port the port, 0 for one that the system chooses
	 * @param names whether an entry that is a name stands for an address
	 * @return whether the address is allowed
	 */
	boolean allowsAddress(InetAddress address, int port, BiPredicate<String, InetAddress> names) {
		return anyTcp(port, (entry) -> {
			AddressRange range = entry.range();
			if (range == null) {
				return entry.isWildcardHost() || (!address.isAnyLocalAddress() && names.test(entry.host(), address));
			}
			return range.contains(address) && (!address.isAnyLocalAddress() || range.isSingleAddress());
		});
	}

	private boolean anyTcp(int port, Predicate<AllowListEntry> condition) {
		return this.entries.stream()
			.anyMatch((entry) -> entry.transport() == Transport.TCP && entry.allowsPort(port) && condition.test(entry));
	}

}
