// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * ZeroMQ options that are left out on purpose, and why.
 */
final class UnsupportedOptions {

	private static final List<UnsupportedOption> OPTIONS = List.of(
			new UnsupportedOption("tos", "JeroMQ 0.6.0 changes the send buffer instead.",
					"Set the type of service in the network."),
			new UnsupportedOption("sndbuf.*|sendbuffer.*", "JeroMQ 0.6.0 does not honour it for bound sockets.",
					"Bound the queue with 'snd-hwm'."),
			new UnsupportedOption("socks.*", "with it JeroMQ 0.6.0 hangs when a socket closes.",
					"Use a tunnel outside the application."),
			new UnsupportedOption("gss.*", "JeroMQ 0.6.0 does not implement GSSAPI.",
					"Use CURVE, which is the default."),
			new UnsupportedOption("plain(server|username|password)?", "PLAIN sends passwords unencrypted.",
					"Use CURVE, which is the default."),
			new UnsupportedOption("curve(server|public|secret).*", "keys are given by name.",
					"Put them under 'zmq.secure.keys' and 'zmq.secure.peers', and "
							+ "refer to them by 'key', 'clients' and 'server' of the socket."),
			new UnsupportedOption("zapdomain", "every socket is authenticated already.",
					"Let clients in by 'clients' of the socket."),
			new UnsupportedOption("xpubverboser",
					"JeroMQ 0.6.0 tells of subscribers that unsubscribe, but not of those that disconnect.",
					"Use 'xpub-verbose' for each subscription; the last unsubscription of a topic is always told."),
			new UnsupportedOption("affinity", "the context decides which I/O thread serves a connection.",
					"Leave it out."),
			new UnsupportedOption("tcpacceptfilter.*", "JeroMQ 0.6.0 compares the wrong address.",
					"Use 'zmq.secure.zap.addresses'."),
			new UnsupportedOption("identity", "ZeroMQ calls it the routing id now.", "Use 'routing-id'."),
			new UnsupportedOption("hwm", "there is one for each direction.", "Use 'snd-hwm' and 'rcv-hwm'."),
			new UnsupportedOption("ipv4only", "ZeroMQ has replaced it.", "Use 'ipv6'."),
			new UnsupportedOption("delayattachonconnect", "ZeroMQ has replaced it.", "Use 'immediate'."),
			new UnsupportedOption("msgalloc.*", "the allocator is what bounds memory against hostile peers.",
					"Use 'max-msg-size'."),
			new UnsupportedOption("multicast.*|rate|recovery.*", "JeroMQ 0.6.0 does not implement multicast.",
					"Leave it out."));

	private UnsupportedOptions() {
	}

	/**
	 * Find an option that is left out.
	 * @param name the name of the option in uniform form, such as {@code socksproxy}
	 * @return the option, or {@code null} if nothing is known of it
	 */
	static @Nullable UnsupportedOption find(String name) {
		return OPTIONS.stream().filter((option) -> name.matches(option.pattern())).findFirst().orElse(null);
	}

	/**
	 * An option that is left out.
	 *
	 * @param pattern the pattern of its names in uniform form
	 * @param reason why it is left out, the end of a sentence
	 * @param action what to do instead, as a sentence
	 */
	record UnsupportedOption(String pattern, String reason, String action) {

	}

}
