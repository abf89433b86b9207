// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One line of an {@link AllowList}.
 *
 * @param transport the transport
 * @param host the host or inproc name as written, {@code *} for all
 * @param range the addresses, when the host is an address or a CIDR block
 * @param firstPort the first port allowed
 * @param lastPort the last port allowed
 */
record AllowListEntry(Transport transport, String host, @Nullable AddressRange range, int firstPort, int lastPort) {

	private static final int MAX_PORT = 65535;

	private static final Pattern NUMBER_LIKE = Pattern.compile("[0-9.]+|0x[0-9a-fx.]*");

	private static final Pattern PORTS = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

	static AllowListEntry parse(String text) {
		Transport transport = Transport.of(text);
		String rest = text.substring(transport.prefix().length());
		if (transport == Transport.INPROC) {
			if (rest.isBlank()) {
				throw new InvalidEndpointException(text, "it has no name; write inproc://NAME or inproc://*");
			}
			return new AllowListEntry(transport, rest, null, -1, -1);
		}
		if (transport == Transport.DISCOVERY) {
			throw new InvalidEndpointException(text,
					"a registry says where a service is, and what it says is what the list is for; write its addresses, "
							+ "such as tcp://10.0.0.0/8:5555");
		}
		int colon = rest.lastIndexOf(':');
		if (colon <= 0 || rest.endsWith("]")) {
			throw new InvalidEndpointException(text,
					"it has no ports; write tcp://HOST:PORTS, where PORTS is a number, a range such as 5000-5010, or '*'");
		}
		return tcp(text, rest.substring(0, colon), rest.substring(colon + 1));
	}

	boolean isWildcardHost() {
		return "*".equals(this.host);
	}

	boolean isName() {
		return this.range == null && !isWildcardHost();
	}

	boolean hasName(String name) {
		return isName() && withoutRootDot(this.host).equals(withoutRootDot(name.toLowerCase(Locale.ROOT)));
	}

	boolean allowsPort(int port) {
		if (port == 0) {
			return this.lastPort > this.firstPort;
		}
		return port >= this.firstPort && port <= this.lastPort;
	}

	private static AllowListEntry tcp(String text, String host, String ports) {
		int first = 1;
		int last = MAX_PORT;
		if (!"*".equals(ports)) {
			Matcher matcher = PORTS.matcher(ports);
			if (!matcher.matches()) {
				throw new InvalidEndpointException(text,
						"the ports are not understood; write a number, a range such as 5000-5010, or '*'");
			}
			first = Integer.parseInt(matcher.group(1));
			last = (matcher.group(2) != null) ? Integer.parseInt(matcher.group(2)) : first;
			if (first < 1 || last > MAX_PORT || first > last) {
				throw new InvalidEndpointException(text,
						"the ports are no range; write the lower one first, from 1 to 65535");
			}
		}
		String lowerCase = host.toLowerCase(Locale.ROOT);
		return new AllowListEntry(Transport.TCP, lowerCase, parseRange(text, lowerCase), first, last);
	}

	private static @Nullable AddressRange parseRange(String text, String host) {
		if ("*".equals(host)) {
			return null;
		}
		if (host.indexOf(':') >= 0) {
			return AddressRange.parse(withoutBrackets(text, host));
		}
		if (host.indexOf('/') >= 0 || NUMBER_LIKE.matcher(host).matches()) {
			return AddressRange.parse(host);
		}
		if (!Endpoint.NAME.matcher(host).matches()) {
			throw new InvalidEndpointException(text,
					"the host is not understood; write a name, an address, a block such as 10.0.0.0/8, or '*'");
		}
		return null;
	}

	/**
	 * The brackets may be around the whole block or around the address only.
	 * @param text the entry
	 * @param host the host, with brackets
	 * @return the host without them
	 */
	private static String withoutBrackets(String text, String host) {
		int close = host.indexOf(']');
		if (!host.startsWith("[") || close < 0) {
			throw new InvalidEndpointException(text,
					"it has more than one colon; write an IPv6 address or block in brackets, tcp://[fd00::]/8:5555");
		}
		return host.substring(1, close) + host.substring(close + 1);
	}

	private static String withoutRootDot(String name) {
		return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
	}

	@Override
	public String toString() {
		if (this.transport == Transport.INPROC) {
			return this.transport.prefix() + this.host;
		}
		String ports = (this.firstPort == this.lastPort) ? Integer.toString(this.firstPort)
				: this.firstPort + "-" + this.lastPort;
		boolean allPorts = this.firstPort == 1 && this.lastPort == MAX_PORT;
		return this.transport.prefix() + this.host + ":" + (allPorts ? "*" : ports);
	}

}
