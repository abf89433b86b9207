// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.nacl.NaclMode;
import io.github.zmqsecure.support.PythonProcess;
import io.github.zmqsecure.support.TestSockets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Keys of a server and of its clients are replaced while all of them are busy: of who may
 * send no message is lost, of who may not none is accepted, as both sides count.
 */
class RotationUnderLoadTests {

	private final CurveKeyPair oldServer = CurveKeyPair.generate();

	private final CurveKeyPair newServer = CurveKeyPair.generate();

	private final CurveKeyPair oldJava = CurveKeyPair.generate();

	private final CurveKeyPair newJava = CurveKeyPair.generate();

	private final CurveKeyPair oldPython = CurveKeyPair.generate();

	private final CurveKeyPair newPython = CurveKeyPair.generate();

	private final CurveKeyPair ending = CurveKeyPair.generate();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@Tag("long")
	@EnumSource(names = { "LIBSODIUM", "BOUNCY_CASTLE" })
	void losesNothingOfWhoMaySendAndAcceptsNothingOfWhoMayNot(NaclMode provider) throws Exception {
		CountedSenders senders = new CountedSenders(provider);
		Files.createDirectory(this.directory.resolve("peers"));
		writeSecret("server.key_secret", this.oldServer);
		writePeer("java-1", "java", this.oldJava, null);
		writePeer("python-1", "python", this.oldPython, null);
		writePeer("ending", "ending", this.ending, Instant.now().plus(Duration.ofDays(1)));
		senders.runServer(this.directory, this.directory.resolve("peers"), (context) -> rotate(context, senders));
	}

	private void rotate(AssertableApplicationContext context, CountedSenders senders) throws Exception {
		CurveKeys keys = context.getBean(CurveKeys.class);
		ManagedSocket in = TestSockets.socket(context, "in");
		try (PythonProcess python1 = senders.python("python-1", this.oldPython, this.oldServer);
				PythonProcess endingPeer = senders.python("ending", this.ending, this.oldServer)) {
			CountedSenders.JavaSender java1 = senders.java("java-1", this.oldJava, this.newServer, this.oldServer);
			senders.awaitBusy("python-1", "ending", "java-1");

			writeSecret("previous.key_secret", this.oldServer);
			writeSecret("server.key_secret", this.newServer);
			await().until(() -> keys.getOwnKeys("server").size() == 2 && keys.getProblems().isEmpty());
			writePeer("java-2", "java", this.newJava, null);
			writePeer("python-2", "python", this.newPython, null);
			await().until(() -> keys.getPeerKeys("java").size() == 2 && keys.getPeerKeys("python").size() == 2);
			try (PythonProcess python2 = senders.python("python-2", this.newPython, this.newServer);
					PythonProcess late = senders.python("late", this.oldPython, this.oldServer)) {
				CountedSenders.JavaSender java2 = senders.java("java-2", this.newJava, this.newServer, this.oldServer);
				senders.awaitBusy("python-1", "ending", "java-1", "python-2", "late", "java-2");
				assertThat(senders.peers()).containsAllEntriesOf(Map.of("java-1", "java", "java-2", "java", "python-1",
						"python", "python-2", "python", "ending", "ending"));

				senders.assertSame("python-1", CountedSenders.stop(python1));
				senders.assertSame("late", CountedSenders.stop(late));
				senders.assertSame("java-1", java1.stop());
				Files.delete(this.directory.resolve("peers/java-1.key"));
				Files.delete(this.directory.resolve("peers/python-1.key"));
				writePeer("ending", "ending", this.ending, Instant.now().plusSeconds(1));
				await().until(
						() -> in.getConnections().getConnections().stream().map(Connection::getServerKey).toList(),
						(used) -> used.equals(List.of(this.newServer.publicKey(), this.newServer.publicKey())));
				int accepted = senders.countOnceHandled(in, "ending");

				Files.delete(this.directory.resolve("previous.key_secret"));
				await().until(() -> keys.getOwnKeys("server").size() == 1);
				long refused = in.getConnections().getStatistics().getFailed();
				try (PythonProcess stale = senders.python("stale", this.newPython, this.oldServer);
						PythonProcess removed = senders.python("removed", this.oldPython, this.newServer)) {
					await().until(() -> failed(in, FailureReason.WRONG_SERVER_KEY) > 0
							&& failed(in, FailureReason.CLIENT_NOT_ALLOWED) > 0
							&& in.getConnections().getStatistics().getFailed() > refused + 2);
					senders.awaitBusy("python-2", "java-2");
					assertThat(CountedSenders.stop(stale)).isZero();
					assertThat(CountedSenders.stop(removed)).isZero();
				}
				senders.assertSame("python-2", CountedSenders.stop(python2));
				senders.assertSame("java-2", java2.stop());
				assertThat(senders.count("ending")).isEqualTo(accepted)
					.isLessThanOrEqualTo(CountedSenders.stop(endingPeer));
				assertThat(senders.peers()).doesNotContainKeys("stale", "removed");
				senders.assertInOrder();
			}
		}
	}

	private static long failed(ManagedSocket socket, FailureReason reason) {
		return socket.getConnections().getStatistics().getFailed(reason);
	}

	private void writePeer(String file, String name, CurveKeyPair pair, @Nullable Instant expires) throws IOException {
		String text = "metadata\n    name = \"" + name + "\"\n"
				+ ((expires != null) ? "    expires = \"" + expires + "\"\n" : "")
				+ "curve\n    public-key = \"%s\"\n".formatted(pair.publicKey().toZ85());
		Path written = Files.writeString(this.directory.resolve("written"), text);
		Files.move(written, this.directory.resolve("peers/" + file + ".key"), StandardCopyOption.ATOMIC_MOVE);
	}

	private void writeSecret(String file, CurveKeyPair pair) throws IOException {
		Path written = Files.writeString(this.directory.resolve("written"),
				"curve\n    secret-key = \"%s\"\n".formatted(String.valueOf(pair.secretKey().toZ85())));
		Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
		Files.move(written, this.directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
	}

}
