// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.net.InetSocketAddress;
import java.util.function.BiFunction;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.endpoint.AddressRange;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.endpoint.EndpointPolicy;
import io.github.zmqsecure.endpoint.Ipv6;
import io.github.zmqsecure.endpoint.Transport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * Binds and connects sockets, to endpoints that the policies permit and only as they are
 * secured. Immutable.
 */
class EndpointBinder {

	private static final Log logger = LogFactory.getLog(EndpointBinder.class);

	private final EndpointPolicy endpoints;

	private final PlaintextPolicy plaintext;

	private final ListenerChannels channels;

	private final SocketConfigurer configurer;

	EndpointBinder(EndpointPolicy endpoints, PlaintextPolicy plaintext, ListenerChannels channels,
			SocketConfigurer configurer) {
		this.endpoints = endpoints;
		this.plaintext = plaintext;
		this.channels = channels;
		this.configurer = configurer;
	}

	/**
	 * Bind a socket.
	 * @return where it listens
	 * @throws SocketBindException if it may not, or can't
	 */
	String bind(SocketSettings settings, ZMQ.Socket socket, String endpoint) {
		this.configurer.assertSecured(settings, socket);
		try {
			String resolved = this.endpoints.resolveBind(permitted(settings, endpoint, EndpointPolicy::resolveBind));
			enableIpv6(socket, resolved);
			socket.bind(resolved);
			String bound = socket.getLastEndpoint();
			this.endpoints.verifyBound(bound);
			verifyListener(bound, socket);
			logger.info("Socket '" + settings.name() + "' (" + settings.type() + ") is bound to " + bound);
			return bound;
		}
		catch (ZMQException ex) {
			throw new SocketBindException(settings.name(), "bind", endpoint, reasonOf(ex), ex);
		}
		catch (ZmqSecureException ex) {
			throw new SocketBindException(settings.name(), "bind", endpoint, String.valueOf(ex.getMessage()), ex);
		}
	}

	/**
	 * Check that a socket may connect to an endpoint.
	 * @return the endpoint as JeroMQ is to be given it, unless it has a name
	 * @throws SocketBindException if it may not
	 */
	String checkConnect(SocketSettings settings, String endpoint) {
		try {
			return this.endpoints.checkConnect(permitted(settings, endpoint, EndpointPolicy::checkConnect));
		}
		catch (ZmqSecureException ex) {
			throw new SocketBindException(settings.name(), "connect", endpoint, String.valueOf(ex.getMessage()), ex);
		}
	}

	/**
	 * Check that a socket may connect to what an endpoint stands for.
	 */
	void checkConnect(SocketSettings settings, Endpoint endpoint, String address) {
		if (endpoint.isLiteral()) {
			checkConnect(settings, endpoint.text());
			return;
		}
		if (settings.security().mechanism() == Mechanism.NULL) {
			this.plaintext.endpoints().checkConnect(endpoint.text(), address);
		}
		this.endpoints.checkConnect(endpoint.text(), address);
	}

	/**
	 * Connect a socket.
	 * @param endpoint the endpoint as it was set
	 * @param address what it stands for
	 * @throws SocketBindException if it can't
	 */
	void connect(SocketSettings settings, ZMQ.Socket socket, String endpoint, String address) {
		try {
			this.configurer.assertSecured(settings, socket);
			enableIpv6(socket, address);
			socket.connect(address);
		}
		catch (ZMQException ex) {
			throw new SocketBindException(settings.name(), "connect", endpoint, reasonOf(ex), ex);
		}
		catch (ZmqSecureException ex) {
			throw new SocketBindException(settings.name(), "connect", endpoint, String.valueOf(ex.getMessage()), ex);
		}
	}

	/**
	 * What JeroMQ says that it listens on is what it asked for; the channel knows.
	 */
	private void verifyListener(String bound, ZMQ.Socket socket) {
		Endpoint endpoint = Endpoint.parse(bound);
		if (endpoint.transport() == Transport.TCP) {
			InetSocketAddress expected = new InetSocketAddress(AddressRange.parseAddress(endpoint.host()),
					endpoint.port());
			InetSocketAddress real = this.channels.lastAddress(socket);
			if (!expected.equals(real)) {
				throw new ZmqSecureException(
						"JeroMQ says that it listens on '" + bound + "', but it listens on " + real);
			}
		}
	}

	private static void enableIpv6(ZMQ.Socket socket, String endpoint) {
		if (endpoint.startsWith("tcp://[")) {
			if (!Ipv6.isAvailable()) {
				throw new ZmqSecureException("This JVM has no IPv6; use an IPv4 address, or give IPv6 to it "
						+ "(the kernel's, and no -Djava.net.preferIPv4Stack=true)");
			}
			socket.setIPv6(true);
		}
	}

	private String permitted(SocketSettings settings, String endpoint,
			BiFunction<EndpointPolicy, String, String> resolution) {
		return (settings.security().mechanism() == Mechanism.NULL)
				? resolution.apply(this.plaintext.endpoints(), endpoint) : endpoint;
	}

	private static String reasonOf(ZMQException ex) {
		if (ex.getErrorCode() == ZMQ.Error.EADDRINUSE.getCode()) {
			return "the address is in use, or not one of this machine; stop the process that listens there, "
					+ "or choose another port or address";
		}
		return String.valueOf(ex.getMessage());
	}

}
