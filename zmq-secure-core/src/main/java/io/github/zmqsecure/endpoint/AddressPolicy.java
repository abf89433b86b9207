// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/**
 * Which addresses peers may come from ({@code zmq.secure.zap.addresses}): an address that
 * is denied is out; otherwise it must be allowed, and with nothing allowed explicitly all
 * are. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class AddressPolicy {

	private final List<AddressRange> allow;

	private final List<AddressRange> deny;

	private AddressPolicy(Collection<AddressRange> allow, Collection<AddressRange> deny) {
		this.allow = List.copyOf(allow);
		this.deny = List.copyOf(deny);
	}

	/**
	 * Return a policy.
	 * @param allow the ranges allowed; empty for all
	 * @param deny the ranges denied, even when allowed
	 * @return the policy
	 */
	public static AddressPolicy of(Collection<AddressRange> allow, Collection<AddressRange> deny) {
		return new AddressPolicy(allow, deny);
	}

	/**
	 * Return whether a peer may come from an address.
	 * @param address the address, of either family
	 * @return whether it is let in
	 */
	public boolean allows(InetAddress address) {
		return !contains(this.deny, address) && (this.allow.isEmpty() || contains(this.allow, address));
	}

	@Override
	public String toString() {
		return "allow " + this.allow + ", deny " + this.deny;
	}

	private static boolean contains(List<AddressRange> ranges, InetAddress address) {
		return ranges.stream().anyMatch((range) -> range.contains(address));
	}

}
