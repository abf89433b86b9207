// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.zmqsecure.auth.AllowedClients;
import io.github.zmqsecure.autoconfigure.ZmqSecureProperties;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;

import org.springframework.util.unit.DataSize;

/**
 * Finds what a start-up allows and an operator should know.
 */
final class Linter {

	private static final long LARGE = DataSize.ofMegabytes(64).toBytes();

	private final CheckedFile file;

	private final Instant now;

	private final Duration soon;

	private final List<Finding> findings = new ArrayList<>();

	Linter(CheckedFile file, Instant now, Duration soon) {
		this.file = file;
		this.now = now;
		this.soon = soon;
	}

	/**
	 * Look at everything.
	 * @return the findings, what stops the start-up first
	 */
	List<Finding> run() {
		this.file.failures()
			.forEach((failure) -> this.findings.add(Finding.error(this.file.name(), "start-up",
					failure.getDescription() + ((failure.getAction() != null) ? " " + failure.getAction() : ""))));
		this.file.warnings().forEach((warning) -> warn("log", warning));
		ZmqSecureProperties properties = this.file.check().getProperties();
		this.file.check().getSockets().values().forEach(this::socket);
		properties.getKeys().forEach((name, key) -> {
			if (key.isEphemeral()) {
				ephemeral(name);
			}
		});
		new KeyLinter(this.file, this.now, this.soon, this.findings).run();
		return this.findings;
	}

	private void socket(SocketSettings socket) {
		String property = "zmq.secure.sockets." + socket.name();
		for (String bound : this.file.check().getBound(socket.name())) {
			Endpoint endpoint = Endpoint.parse(bound);
			if (FleetSocket.isAnyAddress(endpoint)) {
				warn("wide-bind", property + ".bind: it listens on every address of the machine (" + bound
						+ "); name the one of the network its clients are in");
			}
		}
		if (socket.security().mechanism() == Mechanism.NULL && !socket.isLocal()) {
			warn("plaintext", property + ": it sends plain text, and lets in everybody");
		}
		if (socket.security().isCurveServer() && clientsOf(socket).any()) {
			warn("clients-any",
					property + ".clients: 'any' lets in everybody who knows the public key; list the peers");
		}
		long size = socket.options().getRequired(SocketOption.MAX_MSG_SIZE, DataSize.class).toBytes();
		if (size < 0 || size > LARGE) {
			warn("size-limit",
					property + ".options.max-msg-size: it is "
							+ ((size < 0) ? "unlimited" : DataSize.ofBytes(size).toMegabytes() + " MB")
							+ ", so that one peer may fill the memory; set what messages really need");
		}
	}

	private AllowedClients clientsOf(SocketSettings socket) {
		return clients(this.file.check().getProperties(), socket.name());
	}

	static AllowedClients clients(ZmqSecureProperties properties, String socket) {
		var definition = properties.getSockets().get(socket);
		return AllowedClients.of((definition != null) ? definition.getClients() : List.of());
	}

	private void ephemeral(String name) {
		this.file.check().getSockets().values().forEach((socket) -> {
			if (socket.security().isCurveServer() && name.equals(socket.security().key()) && !socket.isLocal()) {
				warn("ephemeral-server", "zmq.secure.keys." + name + ".ephemeral: the server '" + socket.name()
						+ "' has another key after each start, which no client in another process can know; make one with 'zmq-secure keygen'");
			}
		});
	}

	private void warn(String rule, String message) {
		this.findings.add(Finding.warning(this.file.name(), rule, message));
	}

}
