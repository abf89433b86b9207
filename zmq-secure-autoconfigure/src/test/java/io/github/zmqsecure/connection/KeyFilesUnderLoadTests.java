// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
 * What happens to files of keys while everybody is busy, in volumes as Kubernetes mounts
 * them: they are corrupted and mended, written by halves and swapped with the link to
 * their data. Of who may send no message is lost, of who may not none is accepted, as
 * both sides count.
 */
class KeyFilesUnderLoadTests {

	private static final Duration LONGER_THAN_ANY_GRACE = Duration.ofMillis(2500);

	private final CurveKeyPair oldServer = CurveKeyPair.generate();

	private final CurveKeyPair newServer = CurveKeyPair.generate();

	private final CurveKeyPair javaPair = CurveKeyPair.generate();

	private final CurveKeyPair pythonPair = CurveKeyPair.generate();

	private final CurveKeyPair joiningPair = CurveKeyPair.generate();

	private final CurveKeyPair leavingPair = CurveKeyPair.generate();

	private final CurveKeyPair swappedPair = CurveKeyPair.generate();

	private final CurveKeyPair endingPair = CurveKeyPair.generate();

	@TempDir
	private Path directory;

	private int generation;

	@ParameterizedTest
	@Tag("long")
	@EnumSource(names = { "LIBSODIUM", "BOUNCY_CASTLE" })
	void losesNothingOfWhoMaySendAndAcceptsNothingOfWhoMayNot(NaclMode provider) throws Exception {
		CountedSenders senders = new CountedSenders(provider);
		mount("own", Map.of("server.key_secret", secret(this.oldServer)));
		mount("peers",
				Map.of("java.key", peer(this.javaPair, null), "python.key", peer(this.pythonPair, null), "leaving.key",
						peer(this.leavingPair, null), "swapped.key", peer(this.swappedPair, null), "ending.key",
						peer(this.endingPair, null)));
		senders.runServer(this.directory.resolve("own"), this.directory.resolve("peers"),
				(context) -> run(context, senders));
	}

	private void run(AssertableApplicationContext context, CountedSenders senders) throws Exception {
		CurveKeys keys = context.getBean(CurveKeys.class);
		ManagedSocket in = TestSockets.socket(context, "in");
		CountedSenders.JavaSender java = senders.java("java", this.javaPair, this.newServer, this.oldServer);
		try (PythonProcess python = senders.python("python", this.pythonPair, this.oldServer);
				PythonProcess leaving = senders.python("leaving", this.leavingPair, this.oldServer);
				PythonProcess swapped = senders.python("swapped", this.swappedPair, this.oldServer);
				PythonProcess ending = senders.python("ending", this.endingPair, this.oldServer)) {
			senders.awaitBusy("java", "python", "leaving", "swapped", "ending");
			for (String file : List.of("java.key", "python.key")) {
				corruptAndMend(keys, this.directory.resolve("peers/" + file));
				writeByHalves(keys, this.directory.resolve("peers/" + file));
			}

			Path server = this.directory.resolve("own/server.key_secret");
			byte[] secret = Files.readAllBytes(server);
			Files.write(server, Arrays.copyOf(secret, secret.length / 2));
			awaitProblem(keys, server, true);
			Files.delete(this.directory.resolve("peers/leaving.key"));
			int acceptedOfLeaving = countOnceGone(in, senders, "leaving");
			await().pollDelay(LONGER_THAN_ANY_GRACE).until(() -> hasProblem(keys, server));
			try (PythonProcess late = senders.python("late", this.pythonPair, this.oldServer)) {
				senders.awaitBusy("late", "java", "python");
				Files.write(server, secret);
				awaitProblem(keys, server, false);

				mount("own", Map.of("server.key_secret", secret(this.newServer), "previous.key_secret",
						secret(this.oldServer)));
				mount("peers", Map.of("java.key", peer(this.javaPair, null), "python.key", peer(this.pythonPair, null),
						"joining.key", peer(this.joiningPair, null), "ending.key", peer(this.endingPair, null)));
				await().until(() -> keys.getKeyPair("server").publicKey().equals(this.newServer.publicKey())
						&& keys.getOwnKeys("server").size() == 2 && keys.getPeerNames().contains("joining"));
				int acceptedOfSwapped = countOnceGone(in, senders, "swapped");
				try (PythonProcess joining = senders.python("joining", this.joiningPair, this.newServer)) {
					senders.awaitBusy("joining", "late", "java", "python", "ending");

					mount("peers",
							Map.of("java.key", peer(this.javaPair, null), "python.key", peer(this.pythonPair, null),
									"joining.key", peer(this.joiningPair, null), "ending.key",
									peer(this.endingPair, Instant.now().plusSeconds(1))));
					int acceptedOfEnding = countOnceGone(in, senders, "ending");
					mount("own", Map.of("server.key_secret", secret(this.newServer)));
					await().until(() -> keys.getOwnKeys("server").size() == 1);

					long refused = in.getConnections().getStatistics().getFailed(FailureReason.CLIENT_NOT_ALLOWED);
					try (PythonProcess again = senders.python("again", this.leavingPair, this.newServer);
							PythonProcess afterTheEnd = senders.python("after-the-end", this.endingPair,
									this.newServer)) {
						await().until(() -> in.getConnections()
							.getStatistics()
							.getFailed(FailureReason.CLIENT_NOT_ALLOWED) >= refused + 2);
						senders.awaitBusy("joining", "late", "java", "python");
						assertThat(CountedSenders.stop(again)).isZero();
						assertThat(CountedSenders.stop(afterTheEnd)).isZero();
					}
					senders.assertSame("joining", CountedSenders.stop(joining));
					assertThat(senders.count("ending")).isEqualTo(acceptedOfEnding)
						.isLessThanOrEqualTo(CountedSenders.stop(ending));
				}
				senders.assertSame("late", CountedSenders.stop(late));
				assertThat(senders.count("swapped")).isEqualTo(acceptedOfSwapped)
					.isLessThanOrEqualTo(CountedSenders.stop(swapped));
			}
			senders.assertSame("java", java.stop());
			senders.assertSame("python", CountedSenders.stop(python));
			assertThat(senders.count("leaving")).isEqualTo(acceptedOfLeaving)
				.isLessThanOrEqualTo(CountedSenders.stop(leaving));
			assertThat(senders.peers()).containsOnlyKeys("java", "python", "leaving", "swapped", "ending", "late",
					"joining");
			senders.assertInOrder();
		}
		finally {
			java.stop();
		}
	}

	/**
	 * Wait until a peer has no connection any more, and count what came of it.
	 */
	private static int countOnceGone(ManagedSocket in, CountedSenders senders, String peer) {
		await().until(() -> in.getConnections()
			.getConnections()
			.stream()
			.map(Connection::getPeer)
			.noneMatch((each) -> each != null && each.name().equals(peer)));
		return senders.countOnceHandled(in, peer);
	}

	private static void corruptAndMend(CurveKeys keys, Path file) throws IOException {
		byte[] content = Files.readAllBytes(file);
		Files.writeString(file, "curve\n    public-key = \"no key at all\"\n");
		awaitProblem(keys, file, true);
		Files.write(file, content);
		awaitProblem(keys, file, false);
	}

	private static void writeByHalves(CurveKeys keys, Path file) throws IOException {
		byte[] content = Files.readAllBytes(file);
		int half = content.length / 2;
		Files.write(file, Arrays.copyOf(content, half));
		awaitProblem(keys, file, true);
		Files.write(file, Arrays.copyOfRange(content, half, content.length), StandardOpenOption.APPEND);
		awaitProblem(keys, file, false);
	}

	private static void awaitProblem(CurveKeys keys, Path file, boolean problem) {
		await().pollInterval(Duration.ofMillis(5)).until(() -> hasProblem(keys, file) == problem);
	}

	private static boolean hasProblem(CurveKeys keys, Path file) {
		return keys.getProblems().stream().anyMatch((each) -> each.contains(file.toString()));
	}

	/**
	 * Write the data beside that which is there, swap the link to it, and then take away
	 * and add the links to its files, as the kubelet does.
	 */
	private void mount(String volume, Map<String, String> files) throws IOException {
		Path directory = Files.createDirectories(this.directory.resolve(volume));
		Path data = Files.createDirectory(directory.resolve("..generation-" + this.generation++));
		for (Map.Entry<String, String> file : files.entrySet()) {
			Files.writeString(data.resolve(file.getKey()), file.getValue());
		}
		Path link = Files.createSymbolicLink(directory.resolve("..data_tmp"), data.getFileName());
		Files.move(link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
		try (Stream<Path> links = Files.list(directory)) {
			for (Path each : links.toList()) {
				String name = each.getFileName().toString();
				if (!name.startsWith("..") && !files.containsKey(name)) {
					Files.delete(each);
				}
			}
		}
		for (String name : files.keySet()) {
			if (!Files.isSymbolicLink(directory.resolve(name))) {
				Files.createSymbolicLink(directory.resolve(name), Path.of("..data", name));
			}
		}
	}

	private static String peer(CurveKeyPair pair, @Nullable Instant expires) {
		return ((expires != null) ? "metadata\n    expires = \"" + expires + "\"\n" : "")
				+ "curve\n    public-key = \"%s\"\n".formatted(pair.publicKey().toZ85());
	}

	private static String secret(CurveKeyPair pair) {
		return "curve\n    secret-key = \"%s\"\n".formatted(String.valueOf(pair.secretKey().toZ85()));
	}

}
