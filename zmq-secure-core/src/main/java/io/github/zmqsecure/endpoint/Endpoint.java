// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An endpoint as ZeroMQ writes it: {@code tcp://HOST:PORT} or {@code inproc://NAME}. The
 * host is a name, an IPv4 address, an IPv6 address in brackets, or {@code *} for all
 * interfaces; the port is a number, or {@code *} or {@code 0} for one that the system
 * chooses. Or {@code discovery://SERVICE}, which stands for the instances of a service.
 * Nothing is resolved. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Endpoint {

	static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?\\.?");

	private static final Pattern BRACKETED = Pattern.compile("\\[[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9_.-]+)?]");

	private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

	private final Transport transport;

	private final String host;

	private final int port;

	private final String text;

	private Endpoint(@Nullable String text, Transport transport, String host, int port) {
		this.transport = transport;
		this.host = host;
		this.port = port;
		this.text = (text != null) ? text : toString();
	}

	/**
	 * Return the endpoint that a text stands for.
	 * @param text the text
	 * @return the endpoint
	 * @throws InvalidEndpointException if the text is malformed or names a transport that
	 * is not supported
	 */
	public static Endpoint parse(String text) {
		Transport transport = Transport.of(text);
		String rest = text.substring(transport.prefix().length());
		return switch (transport) {
			case TCP -> tcp(text, rest);
			case INPROC -> inproc(text, rest);
			case DISCOVERY -> discovery(text, rest);
		};
	}

	/**
	 * Parse an endpoint to connect to.
	 * @param text the endpoint
	 * @return the endpoint
	 * @throws InvalidEndpointException if it is malformed, or not one host and one port
	 */
	public static Endpoint parseConnect(String text) {
		Endpoint endpoint = parse(text);
		if (endpoint.isWildcardHost() || endpoint.isEphemeralPort()) {
			throw new InvalidEndpointException(text, "a connect needs one host and one port; write tcp://HOST:PORT");
		}
		return endpoint;
	}

	/**
	 * Return whether a text names an endpoint inside this process.
	 * @param text the text, which may be malformed
	 * @return whether its transport is {@code inproc}
	 */
	public static boolean isInproc(String text) {
		return text.startsWith(Transport.INPROC.prefix());
	}

	/**
	 * Return whether a text stands for the instances of a service.
	 * @param text the text, which may be malformed
	 * @return whether its transport is {@code discovery}
	 */
	public static boolean isDiscovery(String text) {
		return text.regionMatches(true, 0, Transport.DISCOVERY.prefix(), 0, Transport.DISCOVERY.prefix().length());
	}

	static Endpoint tcp(String host, int port) {
		return new Endpoint(null, Transport.TCP, host, port);
	}

	/**
	 * Return the endpoint as it was written, which is what messages repeat. Two that are
	 * equal may be written differently.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Return the transport.
	 * @return the transport
	 */
	public Transport transport() {
		return this.transport;
	}

	/**
	 * Return the host of a TCP endpoint in lower case, an IPv6 address without brackets,
	 * or the name of an inproc endpoint or of a service as written.
	 * @return the host or name
	 */
	public String host() {
		return this.host;
	}

	/**
	 * Return the port of a TCP endpoint.
	 * @return the port, 0 for one that the system chooses, and -1 for endpoints without
	 * one
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Return whether the host is {@code *}, all interfaces.
	 * @return whether the host is the wildcard
	 */
	public boolean isWildcardHost() {
		return this.transport == Transport.TCP && "*".equals(this.host);
	}

	/**
	 * Return whether the system is to choose the port.
	 * @return whether the port is {@code *} or 0
	 */
	public boolean isEphemeralPort() {
		return this.port == 0;
	}

	/**
	 * Return whether no name has to be resolved to know where the endpoint is.
	 * @return whether it is an inproc endpoint, or its host is an address
	 */
	public boolean isLiteral() {
		return switch (this.transport) {
			case TCP -> AddressRange.isAddress(this.host);
			case INPROC -> true;
			case DISCOVERY -> false;
		};
	}

	/**
	 * Return the endpoint as JeroMQ writes it in events.
	 * @return the canonical form, with an IPv6 address written in full
	 * @throws InvalidEndpointException if the host is no address
	 */
	public String toLiteral() {
		return literal().toString();
	}

	Endpoint literal() {
		return (this.transport == Transport.INPROC) ? this
				: tcp(AddressRange.parseScopedAddress(this.host).getHostAddress(), this.port);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof Endpoint endpoint && toString().equals(endpoint.toString()));
	}

	@Override
	public int hashCode() {
		return toString().hashCode();
	}

	/**
	 * Return the canonical form: transport and host in lower case, IPv6 in brackets, and
	 * {@code *} for a port that the system chooses.
	 * @return the canonical form
	 */
	@Override
	public String toString() {
		if (this.transport != Transport.TCP) {
			return this.transport.prefix() + this.host;
		}
		String host = (this.host.indexOf(':') >= 0) ? "[" + this.host + "]" : this.host;
		return this.transport.prefix() + host + ":" + (isEphemeralPort() ? "*" : Integer.toString(this.port));
	}

	private static Endpoint inproc(String text, String name) {
		if (name.isBlank()) {
			throw new InvalidEndpointException(text, "it has no name; write inproc://NAME");
		}
		return new Endpoint(text, Transport.INPROC, name, -1);
	}

	private static Endpoint discovery(String text, String service) {
		if (!NAME.matcher(service).matches()) {
			throw new InvalidEndpointException(text,
					"it names no service; write discovery://SERVICE, without a port, which the registry tells");
		}
		return new Endpoint(text, Transport.DISCOVERY, service, -1);
	}

	private static Endpoint tcp(String text, String rest) {
		if (rest.indexOf(';') >= 0) {
			throw new InvalidEndpointException(text,
					"a source address (';') is not supported, as it hides which address counts; write one address, "
							+ "or several endpoints as a list");
		}
		int colon = rest.lastIndexOf(':');
		if (colon <= 0) {
			throw new InvalidEndpointException(text, "it has no port; write tcp://HOST:PORT");
		}
		return new Endpoint(text, Transport.TCP, parseHost(text, rest.substring(0, colon)),
				parsePort(text, rest.substring(colon + 1)));
	}

	private static String parseHost(String text, String host) {
		if (BRACKETED.matcher(host).matches()) {
			return host.substring(1, host.length() - 1).toLowerCase(Locale.ROOT);
		}
		if (host.indexOf(':') >= 0) {
			throw new InvalidEndpointException(text,
					"it has more than one colon; write an IPv6 address in brackets, tcp://[ADDRESS]:PORT");
		}
		if (!"*".equals(host) && !NAME.matcher(host).matches()) {
			throw new InvalidEndpointException(text,
					"the host is no name, no address and not '*'; write for example tcp://127.0.0.1:5555");
		}
		return host.toLowerCase(Locale.ROOT);
	}

	private static int parsePort(String text, String port) {
		if ("*".equals(port)) {
			return 0;
		}
		if (!PORT.matcher(port).matches() || Integer.parseInt(port) > 65535) {
			throw new InvalidEndpointException(text,
					"the port is no number from 1 to 65535; write such a number, or for 'bind' '*' for one that the system chooses");
		}
		return Integer.parseInt(port);
	}

}
