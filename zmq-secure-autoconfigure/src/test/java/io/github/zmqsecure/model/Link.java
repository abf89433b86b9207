// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.zmqsecure.support.Ports;

/**
 * A socket that binds and those that connect to it.
 *
 * @param number which of the links
 * @param kind the types of the sockets, and what they do
 * @param server the number of the application that binds
 * @param clients the numbers of the applications that connect
 * @param libzmq whether a libzmq peer connects too
 * @param port the port
 * @param options options of all its sockets
 */
record Link(int number, Kind kind, int server, List<Integer> clients, boolean libzmq, int port,
		Map<String, String> options) {

	enum Kind {

		WORK_IN("pull", "push", "push"), WORK_OUT("push", "pull", "pull"), PUBLISHED("pub", "sub", "sub"),
		PUBLISHED_X("xpub", "sub", "sub"), GATHERED("sub", "pub", ""), ASKED_ROUTER("router", "dealer", "req"),
		ASKED_REP("rep", "dealer", "req"), PAIR("pair", "pair", ""), TALK("dealer", "dealer", "");

		final String server;

		final String client;

		final String libzmq;

		Kind(String server, String client, String libzmq) {
			this.server = server;
			this.client = client;
			this.libzmq = libzmq;
		}

		boolean isAsked() {
			return this == ASKED_ROUTER || this == ASKED_REP;
		}

		/**
		 * Whether each message goes to all peers that listen, and to nobody if none does.
		 */
		boolean isPublished() {
			return this == PUBLISHED || this == PUBLISHED_X || this == GATHERED;
		}

		boolean serverSends() {
			return this == WORK_OUT || this == PUBLISHED || this == PUBLISHED_X || this == PAIR || this == TALK;
		}

		boolean clientSends() {
			return this == WORK_IN || this == GATHERED || this == PAIR || this == TALK;
		}

	}

	static Link random(int number, int applications, Random random) {
		Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
		int server = random.nextInt(applications);
		List<Integer> clients = new ArrayList<>();
		int count = (kind == Kind.PAIR) ? 1 : 1 + random.nextInt(3);
		for (int i = 0; i < count; i++) {
			clients.add(random.nextInt(applications));
		}
		boolean libzmq = !kind.libzmq.isEmpty() && random.nextInt(3) == 0;
		int[] marks = { 2, 10, 1000 };
		return new Link(number, kind, server, clients, libzmq, Ports.free(),
				Map.of("snd-hwm", "" + marks[random.nextInt(marks.length)], "rcv-hwm",
						"" + marks[random.nextInt(marks.length)], "reconnect-ivl", "20ms", "reconnect-ivl-max", "200ms",
						"linger", "5s", "snd-timeo", "300ms", "max-msg-size", "64KB"));
	}

	String serverSocket() {
		return "server-" + this.number;
	}

	String clientSocket(int client) {
		return "client-" + this.number + "-" + client;
	}

	/** The properties of the sockets that an application has of this link. */
	List<String> propertiesOf(int application) {
		List<String> properties = new ArrayList<>();
		if (this.server == application) {
			String socket = "zmq.secure.sockets." + serverSocket() + ".";
			properties.add(socket + "type=" + this.kind.server);
			properties.add(socket + "bind=tcp://127.0.0.1:" + this.port);
			properties.add(socket + "key=app-" + application);
			properties.add(socket + "clients=" + String.join(",", names()));
			addOptions(socket, this.kind.server, properties);
		}
		for (int i = 0; i < this.clients.size(); i++) {
			if (this.clients.get(i) == application) {
				String socket = "zmq.secure.sockets." + clientSocket(i) + ".";
				properties.add(socket + "type=" + this.kind.client);
				properties.add(socket + "connect=tcp://127.0.0.1:" + this.port);
				properties.add(socket + "key=app-" + application);
				properties.add(socket + "server=app-" + this.server);
				addOptions(socket, this.kind.client, properties);
			}
		}
		return properties;
	}

	private List<String> names() {
		List<String> names = new ArrayList<>(this.clients.stream().distinct().map((each) -> "app-" + each).toList());
		names.add("libzmq");
		return names;
	}

	private void addOptions(String socket, String type, List<String> properties) {
		this.options.forEach((option, value) -> properties.add(socket + "options." + option + "=" + value));
		properties.add(socket + "queue-capacity=" + (100 << (this.number % 3)));
		properties.add(socket + "overflow=" + ((this.number % 2 == 0) ? "block" : "drop-newest"));
		if ("sub".equals(type)) {
			properties.add(socket + "subscribe=");
		}
	}

}
