// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.curve.CurveCertificateWriter;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.PythonPeer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProbeCommand}, with servers of libzmq and of this library.
 */
class ProbeCommandTests {

	@TempDir
	private Path directory;

	private final CurveKeyPair server = CurveKeyPair.generate();

	private final CurveKeyPair client = CurveKeyPair.generate();

	@BeforeEach
	void writeKeys() throws IOException {
		CurveCertificateWriter.writePair(this.directory, "server", this.server, Map.of("name", "server"));
		CurveCertificateWriter.writePair(this.directory, "client", this.client, Map.of("name", "client"));
		CurveCertificateWriter.writePair(this.directory, "other", CurveKeyPair.generate(), Map.of());
	}

	@Test
	void tellsWhatAServerOfLibzmqSays() {
		List<String> arguments = new ArrayList<>(List.of("server", "--endpoint=tcp://127.0.0.1:*", "--mechanism=curve",
				"--allow=" + this.client.publicKey().toZ85()));
		arguments.addAll(Arrays.asList(PythonPeer.keys(this.server, this.server.publicKey())));
		try (PythonPeer peer = PythonPeer.start(arguments.toArray(String[]::new))) {
			String endpoint = peer.read().get("endpoint").asString();
			Cli connected = probe(endpoint, "server.key", "client.key_secret", "--json");
			assertThat(connected.exitCode()).as(connected.all()).isZero();
			assertThat(connected.json().get("outcome").asString()).isEqualTo("connected");
			assertThat(connected.json().get("socketType").asString()).isEqualTo("ROUTER");
			assertThat(connected.json().get("zmtp").asString()).startsWith("3.");
			assertThat(connected.json().get("words").asString()).startsWith("connected in ");
			assertThat(probe(endpoint, "server.key", "client.key_secret").out()).startsWith("connected in ");
			assertOutcome(probe(endpoint, "server.key", "other.key_secret"), ProbeOutcome.KEY_NOT_ALLOWED);
			assertOutcome(probe(endpoint, "server.key", null), ProbeOutcome.KEY_NOT_ALLOWED);
			assertOutcome(probe(endpoint, "other.key", "client.key_secret"), ProbeOutcome.WRONG_SERVER_KEY);
			peer.finish();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "soon" })
	void refusesATimeInWhichNothingCanBeDone(String timeout) {
		Cli cli = probe("tcp://127.0.0.1:1", "server.key", null, "--timeout", timeout);
		assertThat(cli.exitCode()).isEqualTo(2);
		assertThat(cli.err()).contains("--timeout");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "plain" })
	void tellsThatAServerOfLibzmqHasNoCurve(String mechanism) {
		try (PythonPeer peer = PythonPeer.start("server", "--endpoint=tcp://127.0.0.1:*", "--mechanism=" + mechanism)) {
			Cli cli = probe(peer.read().get("endpoint").asString(), "server.key", null);
			assertOutcome(cli, ProbeOutcome.NOT_CURVE);
			peer.finish();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "router", "rep", "pull", "push", "pub", "sub", "pair" })
	void tellsWhatAServerOfOursSays(String type) {
		try (ConfigurableApplicationContext context = start(type)) {
			String endpoint = context.getBean(ManagedSockets.class).get("served").getEndpoints().getBound().get(0);
			assertOutcome(probe(endpoint, "server.key", "client.key_secret"), ProbeOutcome.CONNECTED);
			assertOutcome(probe(endpoint, "server.key", "other.key_secret"), ProbeOutcome.KEY_NOT_ALLOWED);
			assertOutcome(probe(endpoint, "other.key", "client.key_secret"), ProbeOutcome.WRONG_SERVER_KEY);
		}
	}

	@Test
	void tellsThatAServerAnswersToAPreviousKeyUntilItEnds() {
		String previous = "zmq.secure.keys.server.previous[0].";
		for (String until : List.of("2099-01-31T00:00:00Z", "2020-01-31T00:00:00Z")) {
			try (ConfigurableApplicationContext context = start("router",
					previous + "location=file:" + file("other.key_secret"), previous + "until=" + until)) {
				String endpoint = context.getBean(ManagedSockets.class).get("served").getEndpoints().getBound().get(0);
				assertOutcome(probe(endpoint, "server.key", "client.key_secret"), ProbeOutcome.CONNECTED);
				assertOutcome(probe(endpoint, "other.key", "client.key_secret"),
						until.startsWith("2099") ? ProbeOutcome.CONNECTED : ProbeOutcome.WRONG_SERVER_KEY);
			}
		}
	}

	@Test
	void tellsThatAServerOfOursDeniesTheAddress() {
		try (ConfigurableApplicationContext context = start("router", "zmq.secure.zap.addresses.deny=127.0.0.1")) {
			String endpoint = context.getBean(ManagedSockets.class).get("served").getEndpoints().getBound().get(0);
			assertOutcome(probe(endpoint, "server.key", "client.key_secret"), ProbeOutcome.ADDRESS_DENIED);
		}
	}

	@Test
	void tellsThatNothingListens() {
		assertOutcome(probe("tcp://127.0.0.1:" + Ports.free(), "server.key", null), ProbeOutcome.NOTHING_LISTENING);
	}

	@Test
	void tellsThatNoAnswerComes() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Cli cli = probe("tcp://127.0.0.1:" + socket.getLocalPort(), "server.key", null, "--timeout", "1");
			assertOutcome(cli, ProbeOutcome.TIMED_OUT);
		}
	}

	@Test
	void tellsThatSomethingElseListens() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Thread server = new Thread(() -> {
				try (Socket accepted = socket.accept()) {
					accepted.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
					accepted.getOutputStream().flush();
					accepted.getInputStream().readNBytes(12);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
			server.start();
			assertOutcome(probe("tcp://127.0.0.1:" + socket.getLocalPort(), "server.key", null),
					ProbeOutcome.NOT_CURVE);
			server.join();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://*:5555", "inproc://x", "127.0.0.1:5555", "tcp://127.0.0.1:0", "ipc:///tmp/x" })
	void refusesWhatIsNoPlaceToConnectTo(String endpoint) {
		assertThat(probe(endpoint, "server.key", null).exitCode()).isOne();
	}

	private ConfigurableApplicationContext start(String type, String... more) {
		List<String> properties = new ArrayList<>(List.of(
				"zmq.secure.keys.server.location=file:" + file("server.key_secret"),
				"zmq.secure.peers.client.location=file:" + file("client.key"), "zmq.secure.sockets.served.type=" + type,
				"zmq.secure.sockets.served.bind=tcp://127.0.0.1:*", "zmq.secure.sockets.served.key=server",
				"zmq.secure.sockets.served.clients=client", "spring.main.banner-mode=off"));
		properties.addAll(List.of(more));
		return new SpringApplicationBuilder(ZmqSecureAutoConfiguration.class).web(WebApplicationType.NONE)
			.properties(properties.toArray(String[]::new))
			.run();
	}

	private Path file(String name) {
		return this.directory.resolve(name);
	}

	private Cli probe(String endpoint, String serverKey, @Nullable String key, String... more) {
		List<Object> arguments = new ArrayList<>(List.of("probe", endpoint, "--server-key", file(serverKey)));
		if (key != null) {
			arguments.addAll(List.of("--key", file(key)));
		}
		arguments.addAll(List.of(more));
		if (!arguments.contains("--timeout")) {
			arguments.addAll(List.of("--timeout", "20"));
		}
		return Cli.run(arguments.toArray());
	}

	private void assertOutcome(Cli cli, ProbeOutcome outcome) {
		assertThat(cli.exitCode()).as(cli.all()).isEqualTo(outcome.exitCode());
		assertThat(cli.out()).startsWith(outcome.toString());
		assertThat(cli.all()).doesNotContain(new String(this.client.secretKey().toZ85()),
				new String(this.server.secretKey().toZ85()));
	}

}
