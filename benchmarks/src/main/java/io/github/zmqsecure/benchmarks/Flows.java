// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.zeromq.ZMQ;

/**
 * Starts the processes of a contestant for PUSH→PULL or PUB→SUB.
 */
final class Flows {

	private final PeerProcesses processes;

	Flows(PeerProcesses processes) {
		this.processes = processes;
	}

	Flow start(Contestant contestant, FlowSettings settings) throws IOException {
		boolean model = contestant.isModel();
		boolean listener = contestant == Contestant.TEMPLATE_LISTENER;
		return start(contestant, model ? Sender.TEMPLATE : Sender.SOCKET,
				!model ? Receiver.SOCKET : (listener ? Receiver.LISTENER : Receiver.METHOD), settings);
	}

	Flow start(Contestant contestant, Sender from, Receiver to, FlowSettings settings) throws IOException {
		ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
		PeerProcess server = server(contestant, to, keys, settings);
		return connect(contestant, from, keys, server, server.line(), settings);
	}

	Flow connect(Contestant contestant, Sender from, ZMQ.Curve.KeyPair keys, PeerProcess server, String endpoint,
			FlowSettings settings) throws IOException {
		List<PeerProcess> clients = new ArrayList<>();
		for (int i = 0; i < settings.clients(); i++) {
			PeerProcess client = client(contestant, from, keys, endpoint, settings);
			client.line();
			clients.add(client);
		}
		int copies = settings.clients() * settings.sockets();
		return (settings.pattern() == FlowSettings.Pattern.PUB_SUB) ? new Flow(List.of(server), clients, copies)
				: new Flow(clients, List.of(server), 1);
	}

	PeerProcess server(Contestant contestant, Receiver receiver, ZMQ.Curve.KeyPair keys, FlowSettings settings)
			throws IOException {
		String type = settings.pattern().server();
		if (contestant.isLibzmq()) {
			return new PeerProcess(this.processes.libzmq()
				.command(type, keys.secretKey, "-", settings, contestant == Contestant.LIBZMQ_ZAP));
		}
		return switch (receiver) {
			case SOCKET -> this.processes.java(contestant, settings.jvmOptions(), socketPeer(contestant), type,
					keys.secretKey, "-", String.valueOf(settings.size()), "1");
			case LISTENER -> this.processes.java(contestant, settings.jvmOptions(), ListenerPeer.class, type,
					keys.secretKey, "functional");
			case METHOD -> this.processes.java(contestant, settings.jvmOptions(), ListenerPeer.class, type,
					keys.secretKey, "annotated");
		};
	}

	private PeerProcess client(Contestant contestant, Sender sender, ZMQ.Curve.KeyPair keys, String endpoint,
			FlowSettings settings) throws IOException {
		String type = settings.pattern().client();
		if (contestant.isLibzmq()) {
			return new PeerProcess(this.processes.libzmq().command(type, keys.publicKey, endpoint, settings, false));
		}
		Class<?> main = (sender == Sender.TEMPLATE) ? TemplatePeer.class : socketPeer(contestant);
		return this.processes.java(contestant, settings.jvmOptions(), main, type, keys.publicKey, endpoint,
				String.valueOf(settings.size()), String.valueOf(settings.sockets()));
	}

	private static Class<?> socketPeer(Contestant contestant) {
		return (contestant == Contestant.SPRING_INTEGRATION) ? IntegrationPeer.class : SocketPeer.class;
	}

	/**
	 * What sends.
	 */
	enum Sender {

		/**
		 * A socket.
		 */
		SOCKET,

		/**
		 * A template.
		 */
		TEMPLATE

	}

	/**
	 * What receives.
	 */
	enum Receiver {

		/**
		 * A socket.
		 */
		SOCKET,

		/**
		 * A functional listener with concurrency 0.
		 */
		LISTENER,

		/**
		 * An annotated method.
		 */
		METHOD

	}

}
