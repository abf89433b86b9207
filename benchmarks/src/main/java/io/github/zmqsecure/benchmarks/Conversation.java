// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.zeromq.ZMQ;

/**
 * A process that sends requests and a process that replies.
 */
final class Conversation implements Rounds.Subject {

	private final PeerProcess server;

	private final PeerProcess client;

	private final List<Integer> inFlight;

	private Conversation(PeerProcess server, PeerProcess client, List<Integer> inFlight) {
		this.server = server;
		this.client = client;
		this.inFlight = inFlight;
	}

	static Conversation start(PeerProcesses processes, Contestant contestant, int size, List<Integer> inFlight,
			Path keys) throws IOException {
		FlowSettings settings = FlowSettings.of(FlowSettings.Pattern.ROUTER_DEALER, size);
		ZMQ.Curve.KeyPair pair = ZMQ.Curve.generateKeyPair();
		PeerProcess server = server(processes, contestant, settings, pair, keys);
		PeerProcess client = client(processes, contestant, settings, pair, keys, server.line());
		client.line();
		return new Conversation(server, client, inFlight);
	}

	private static PeerProcess server(PeerProcesses processes, Contestant contestant, FlowSettings settings,
			ZMQ.Curve.KeyPair pair, Path keys) throws IOException {
		if (contestant.isLibzmq()) {
			return new PeerProcess(processes.libzmq()
				.command("router", pair.secretKey, "-", settings, contestant == Contestant.LIBZMQ_ZAP));
		}
		if (contestant.isGrpc()) {
			return processes.java(contestant, settings.jvmOptions(), GrpcServerPeer.class, keys.toString());
		}
		Class<?> main = contestant.isModel() ? EchoListenerPeer.class : EchoSocketPeer.class;
		return processes.java(contestant, settings.jvmOptions(), main, pair.secretKey);
	}

	private static PeerProcess client(PeerProcesses processes, Contestant contestant, FlowSettings settings,
			ZMQ.Curve.KeyPair pair, Path keys, String endpoint) throws IOException {
		String size = String.valueOf(settings.size());
		if (contestant.isLibzmq()) {
			return new PeerProcess(processes.libzmq().command("dealer", pair.publicKey, endpoint, settings, false));
		}
		if (contestant.isGrpc()) {
			return processes.java(contestant, settings.jvmOptions(), GrpcClientPeer.class, keys.toString(), endpoint,
					size);
		}
		Class<?> main = contestant.isModel() ? RequestTemplatePeer.class : RequestSocketPeer.class;
		return processes.java(contestant, settings.jvmOptions(), main, pair.publicKey, endpoint, size);
	}

	/**
	 * Measure.
	 * @return for each number of requests in flight, requests in a second, and the
	 * median, the 99th and the 99.9th percentile of their time in microseconds
	 */
	@Override
	public double[] measure(long millis) throws IOException {
		List<String> figures = new ArrayList<>();
		for (int requests : this.inFlight) {
			figures.addAll(List.of(this.client.ask(requests, millis).split(" ", -1)));
		}
		return figures.stream().mapToDouble(Double::parseDouble).toArray();
	}

	@Override
	public void close() {
		this.client.close();
		this.server.close();
	}

}
