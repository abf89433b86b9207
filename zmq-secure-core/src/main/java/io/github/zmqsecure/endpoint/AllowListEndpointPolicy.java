// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.github.zmqsecure.KeyRedaction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * {@link EndpointPolicy} by two allow-lists. What counts is the address that a host
 * resolves to, not how it was written.
 * <p>
 * Bind: an empty list allows nothing. Of the addresses that a host resolves to, those of
 * one family must all be allowed, IPv4 being tried before IPv6 as JeroMQ does, and the
 * first of them is bound, so that a name cannot come to mean another address in between.
 * A name in the list allows the addresses it resolves to at that moment. {@code *}
 * becomes the any-address if only that is allowed. A port that the system chooses needs
 * an entry with {@code *} or a range of ports, and is checked after the bind.
 * <p>
 * Connect: an empty list allows everything. A host is resolved by
 * {@link EndpointResolver}; each address is checked by
 * {@link #checkConnect(String, String)}; a name in the list allows whatever address that
 * name stands for, but not what a registry says of a service, of which only addresses
 * count.
 * <p>
 * The endpoints below {@code inproc://zeromq.zap.}, by which authentication is asked, are
 * refused always. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class AllowListEndpointPolicy implements EndpointPolicy {

	private static final Log logger = LogFactory.getLog(AllowListEndpointPolicy.class);

	private static final String BIND_LIST = "zmq.secure.bind-allowlist";

	private static final String CONNECT_LIST = "zmq.secure.connect-allowlist";

	private static final String RESERVED = "zeromq.zap.";

	private final AllowList bind;

	private final AllowList connect;

	private final HostResolver resolver;

	private final BooleanSupplier ipv6;

	/**
	 * Create a policy that resolves names as the Java platform does.
	 * @param bind what may be bound; empty for nothing
	 * @param connect what may be connected to; empty for everything
	 */
	public AllowListEndpointPolicy(AllowList bind, AllowList connect) {
		this(bind, connect, InetAddress::getAllByName, Ipv6::isAvailable);
	}

	AllowListEndpointPolicy(AllowList bind, AllowList connect, HostResolver resolver, BooleanSupplier ipv6) {
		this.bind = bind;
		this.connect = connect;
		this.resolver = resolver;
		this.ipv6 = ipv6;
	}

	@Override
	public String resolveBind(String text) {
		Endpoint endpoint = Endpoint.parse(text);
		checkNotReserved(endpoint);
		if (endpoint.transport() == Transport.INPROC) {
			check(this.bind.allowsInproc(endpoint.host()), endpoint, "bound", this.bind, BIND_LIST);
			return endpoint.toString();
		}
		if (endpoint.transport() == Transport.DISCOVERY) {
			throw new InvalidEndpointException(text,
					"it says where others are, and so is for 'connect' only; write tcp://HOST:PORT");
		}
		return pin(endpoint, endpoint.isWildcardHost() ? anyAddresses(endpoint) : resolve(endpoint));
	}

	@Override
	public void verifyBound(String lastEndpoint) {
		Endpoint endpoint = Endpoint.parse(lastEndpoint);
		checkNotReserved(endpoint);
		boolean allowed = (endpoint.transport() == Transport.INPROC) ? this.bind.allowsInproc(endpoint.host())
				: !endpoint.isEphemeralPort() && this.bind.allowsAddress(AddressRange.parseAddress(endpoint.host()),
						endpoint.port(), this::isAddressOf);
		check(allowed, endpoint, "bound", this.bind, BIND_LIST);
	}

	@Override
	public String checkConnect(String text) {
		Endpoint endpoint = Endpoint.parseConnect(text);
		checkNotReserved(endpoint);
		if (!this.connect.isEmpty() && endpoint.isLiteral() && endpoint.transport() == Transport.TCP) {
			checkConnect(endpoint, endpoint);
		}
		check(this.connect.isEmpty() || mayAllow(endpoint), endpoint, "connected to", this.connect, CONNECT_LIST);
		return endpoint.toString();
	}

	private boolean mayAllow(Endpoint endpoint) {
		return switch (endpoint.transport()) {
			case TCP -> this.connect.allowsPort(endpoint.port());
			case INPROC -> this.connect.allowsInproc(endpoint.host());
			case DISCOVERY -> this.connect.allowsSomeTcp();
		};
	}

	@Override
	public void checkConnect(String text, String address) {
		checkConnect(Endpoint.parse(text), Endpoint.parse(address));
	}

	private void checkConnect(Endpoint endpoint, Endpoint literal) {
		checkNotReserved(endpoint);
		boolean named = endpoint.transport() == Transport.TCP
				&& this.connect.allowsName(endpoint.host(), literal.port());
		boolean allowed = this.connect.isEmpty() || named || allowsAddress(literal);
		if (!allowed) {
			throw denied(endpoint, "it stands for " + literal.host() + ", which", "connected to", this.connect,
					CONNECT_LIST);
		}
	}

	private boolean allowsAddress(Endpoint endpoint) {
		return this.connect.allowsEveryHost(endpoint.port()) || this.connect
			.allowsAddress(AddressRange.parseAddress(endpoint.host()), endpoint.port(), (name, address) -> false);
	}

	private String pin(Endpoint endpoint, List<InetAddress> addresses) {
		return Stream.of(true, false)
			.map((ipv4) -> addresses.stream().filter((address) -> address instanceof Inet4Address == ipv4).toList())
			.filter((family) -> !family.isEmpty() && family.stream()
				.allMatch((address) -> this.bind.allowsAddress(address, endpoint.port(), this::isAddressOf)))
			.map((family) -> Endpoint.tcp(family.get(0).getHostAddress(), endpoint.port()).toString())
			.findFirst()
			.orElseThrow(() -> denied(endpoint, "it stands for " + describe(addresses) + ", which", "bound", this.bind,
					BIND_LIST));
	}

	private List<InetAddress> resolve(Endpoint endpoint) {
		try {
			return List.of(this.resolver.resolve(endpoint.host()));
		}
		catch (UnknownHostException ex) {
			throw new UnresolvableEndpointException(endpoint.text(),
					("The host of '%s' cannot be resolved to an address; correct it, or mend the name service "
							+ "of this machine")
						.formatted(endpoint.text()),
					ex);
		}
	}

	private boolean isAddressOf(String name, InetAddress address) {
		try {
			return Arrays.asList(this.resolver.resolve(name)).contains(address);
		}
		catch (UnknownHostException ex) {
			logger.warn("The host '%s' in %s cannot be resolved, and so allows nothing for now"
				.formatted(KeyRedaction.redact(name), BIND_LIST));
			return false;
		}
	}

	/**
	 * The any-address of IPv6 stands for IPv4 too, so it is taken only where the list has
	 * it.
	 */
	private List<InetAddress> anyAddresses(Endpoint endpoint) {
		InetAddress ipv4 = AddressRange.parseAddress("0.0.0.0");
		InetAddress both = AddressRange.parseAddress("::");
		boolean allowed = this.bind.allowsAddress(both, endpoint.port(), this::isAddressOf);
		if (allowed && this.ipv6.getAsBoolean()) {
			return List.of(both);
		}
		return this.bind.allowsAddress(ipv4, endpoint.port(), this::isAddressOf) ? List.of(ipv4) : List.of(ipv4, both);
	}

	private static void checkNotReserved(Endpoint endpoint) {
		if (endpoint.transport() == Transport.INPROC && endpoint.host().startsWith(RESERVED)) {
			throw new EndpointDeniedException(endpoint.text(),
					"'%s' is reserved for the authentication of peers; choose another name".formatted(endpoint.text()));
		}
	}

	private static void check(boolean allowed, Endpoint endpoint, String action, AllowList list, String property) {
		if (!allowed) {
			throw denied(endpoint, "it", action, list, property);
		}
	}

	private static EndpointDeniedException denied(Endpoint endpoint, String subject, String action, AllowList list,
			String property) {
		return new EndpointDeniedException(endpoint.text(),
				"'%s' may not be %s: %s is not in the list %s; add it to '%s', or use an endpoint that the list covers"
					.formatted(endpoint.text(), action, subject, list, property));
	}

	private static String describe(List<InetAddress> addresses) {
		return String.join(" and ", addresses.stream().map(InetAddress::getHostAddress).toList());
	}

}
