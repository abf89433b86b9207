// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.endpoint.Transport;
import io.github.zmqsecure.nacl.NaclProviders;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Tries a handshake.
 */
@Command(name = "probe", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Makes a CURVE handshake with a server, and says in words what came of it.",
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { " 0:connected", " 1:the command line names a file or a host that is not there",
				"10:wrong server key", "11:key not allowed, or an address that a libzmq server denies", "12:not CURVE",
				"13:nothing listening", "14:address denied, or a limit reached", "15:timed out",
				"16:broke off after it had heard who the client is" },
		footerHeading = "%nExamples:%n",
		footer = { "  zmq-secure probe tcp://orders:5555 --server-key orders.key --key gateway.key_secret",
				"  zmq-secure probe tcp://127.0.0.1:5555 --server-key orders.key --json" })
final class ProbeCommand implements Callable<Integer> {

	/** Each fits what the ones before it do not. */
	private static final List<String> SOCKET_TYPES = List.of("DEALER", "SUB", "PULL", "PUSH", "PUB", "PAIR", "CLIENT",
			"DISH", "RADIO", "PEER", "GATHER", "SCATTER");

	@Parameters(paramLabel = "ENDPOINT", description = "Where the server listens, such as tcp://orders:5555.")
	private String endpoint = "";

	@Option(names = "--server-key", paramLabel = "KEY-OR-FILE", required = true,
			description = "The public key of the server, or its certificate.")
	private String serverKey = "";

	@Option(names = "--key", paramLabel = "FILE",
			description = "The certificate of the client, with its secret. As shipped a pair that is made and thrown away.")
	private @Nullable String key;

	@Option(names = "--timeout", paramLabel = "SECONDS", description = "For the whole handshake. As shipped 5.")
	private int timeout = 5;

	@Spec
	private CommandSpec command = CommandSpec.create();

	@Mixin
	private Output output = new Output();

	@Override
	public Integer call() throws IOException {
		if (this.timeout < 1) {
			throw new ParameterException(this.command.commandLine(), "'--timeout' is one second or more");
		}
		Endpoint endpoint = Endpoint.parse(this.endpoint);
		if (endpoint.transport() != Transport.TCP || endpoint.isWildcardHost() || endpoint.isEphemeralPort()) {
			throw new ZmqSecureException("A probe needs one host and one port, such as tcp://orders:5555");
		}
		NaclProviders.current();
		CurvePublicKey server = Keys.publicKey(this.serverKey);
		CurveKeyPair client = (this.key != null) ? Keys.pair(this.key) : CurveKeyPair.generate();
		Map<String, Object> object = new LinkedHashMap<>();
		object.put("endpoint", endpoint.toString());
		object.put("serverKey", server.fingerprint());
		object.put("clientKey", client.publicKey().fingerprint());
		object.put("clientKeyThrownAway", this.key == null);
		ProbeOutcome outcome = probe(endpoint, address(endpoint), server, client, object);
		object.put("outcome", outcome.toString());
		object.put("exitCode", outcome.exitCode());
		this.output.print(List.of((outcome == ProbeOutcome.CONNECTED) ? String.valueOf(object.get("words"))
				: outcome + ": " + object.get("words")), object);
		return outcome.exitCode();
	}

	private static InetAddress address(Endpoint endpoint) {
		try {
			return InetAddress.getByName(endpoint.host());
		}
		catch (UnknownHostException ex) {
			throw new ZmqSecureException("The host of '%s' is not known here".formatted(endpoint));
		}
	}

	private ProbeOutcome probe(Endpoint endpoint, InetAddress address, CurvePublicKey server, CurveKeyPair client,
			Map<String, Object> object) {
		try {
			Connected connected = handshake(endpoint, address, server, client);
			object.put("milliseconds", connected.millis);
			object.put("zmtp", connected.zmtp);
			object.put("socketType", connected.socketType);
			object.put("words",
					"connected in %d ms (ZMTP %s, %s, server %s, client %s%s)".formatted(connected.millis,
							connected.zmtp, connected.socketType, server.fingerprint(),
							client.publicKey().fingerprint(), (this.key == null) ? ", thrown away" : ""));
			return ProbeOutcome.CONNECTED;
		}
		catch (ProbeException ex) {
			String hint = (ex.outcome() == ProbeOutcome.KEY_NOT_ALLOWED) ? hint(client) : "";
			object.put("words", ex.getMessage() + hint);
			return ex.outcome();
		}
		catch (SocketTimeoutException ex) {
			object.put("words", "no answer within %d s".formatted(this.timeout));
			return ProbeOutcome.TIMED_OUT;
		}
		catch (ConnectException | NoRouteToHostException ex) {
			object.put("words", "nobody accepts connections at %s".formatted(endpoint));
			return ProbeOutcome.NOTHING_LISTENING;
		}
		catch (IOException ex) {
			object.put("words",
					"the server has the right key and closed the connection after it had heard who the client is, without saying why: most likely the key is not allowed"
							+ hint(client));
			return ProbeOutcome.BROKE_OFF;
		}
	}

	private String hint(CurveKeyPair client) {
		return (this.key == null)
				? "; the client's key was made for the probe, so name one that is allowed with '--key'"
				: "; its key is %s, let the server's owner compare. A libzmq server answers the same to an address that it denies"
					.formatted(client.publicKey().fingerprint());
	}

	/**
	 * A server that is no partner for the client's type of socket closes the connection.
	 */
	private Connected handshake(Endpoint endpoint, InetAddress address, CurvePublicKey server, CurveKeyPair client)
			throws IOException {
		EOFException last = new EOFException();
		for (String type : SOCKET_TYPES) {
			long start = System.nanoTime();
			try (ZmtpConnection connection = new ZmtpConnection(Duration.ofSeconds(this.timeout))) {
				connection.connect(address, endpoint.port());
				String zmtp = connection.greet();
				Map<String, String> metadata = new CurveHandshake(connection, client, server).run(type);
				long millis = (System.nanoTime() - start) / 1_000_000;
				return new Connected(millis, zmtp, metadata.getOrDefault("Socket-Type", "unknown"));
			}
			catch (EOFException ex) {
				last = ex;
			}
		}
		throw last;
	}

	private record Connected(long millis, String zmtp, String socketType) {

	}

}
