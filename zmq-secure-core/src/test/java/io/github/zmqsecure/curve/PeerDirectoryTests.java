// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link PeerDirectory}.
 */
class PeerDirectoryTests {

	@TempDir
	Path directory;

	private final List<String> problems = new ArrayList<>();

	private PeerDirectory reader;

	@Test
	void namesPeersByMetadataOrFile() throws IOException {
		CurvePublicKey billing = write("b.key", "metadata\n    name = \"billing\"\n");
		CurvePublicKey risk = write("risk.key", "");
		CurvePublicKey market = write("market.v2.key", "metadata\n    name = \"\"\n");
		assertThat(read()).isEqualTo(Map.of("billing", billing, "risk", risk, "market.v2", market));
		assertThat(read().keySet()).containsExactly("billing", "market.v2", "risk");
	}

	@Test
	void ignoresOtherFiles() throws IOException {
		CurvePublicKey risk = write("risk.key", "");
		Files.writeString(this.directory.resolve("risk.key_secret"), "not looked at");
		Files.writeString(this.directory.resolve("README.md"), "not looked at");
		Files.writeString(this.directory.resolve(".risk.key"), "not looked at");
		assertThat(read()).isEqualTo(Map.of("risk", risk));
	}

	@Test
	void readsAnEmptyDirectory() {
		assertThat(read()).isEmpty();
	}

	@Test
	void aBadFileCostsItsOwnPeerOnly() throws IOException {
		CurvePublicKey good = write("a.key", "");
		Files.writeString(this.directory.resolve("bad.key"), "curve\n    public-key = \"x\"\n");
		Files.createSymbolicLink(this.directory.resolve("gone.key"), this.directory.resolve("nowhere"));
		assertThat(read()).isEqualTo(Map.of("a", good));
		assertThat(this.problems).hasSize(2)
			.anyMatch((problem) -> problem.contains("bad.key") && problem.contains("line 2"))
			.anyMatch((problem) -> problem.contains("gone.key"));
	}

	@Test
	@Timeout(60)
	void readsRegularFilesOnly() throws Exception {
		CurvePublicKey good = write("a.key", "");
		Path pipe = this.directory.resolve("pipe.key");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		Files.createSymbolicLink(this.directory.resolve("device.key"), Path.of("/dev/zero"));
		Files.createSymbolicLink(this.directory.resolve("piped.key"), pipe);
		Files.createSymbolicLink(this.directory.resolve("self.key"), this.directory);
		assertThat(read()).isEqualTo(Map.of("a", good));
		Files.createDirectory(this.directory.resolve("folder.key"));
		assertThat(read()).isEqualTo(Map.of("a", good));
		assertThat(this.problems).hasSize(5).allMatch((problem) -> problem.contains("no regular file"));
		assertThat(new WatchedFiles(List.of(new FileSystemResource(this.directory))).look())
			.containsEntry(pipe.toString(), "no regular file");
	}

	/** To open a pipe would take until somebody writes to it. */
	@Test
	@Timeout(60)
	void isNotReadWhereThereIsAPipe() throws Exception {
		write("a.key", "");
		read();
		Path moved = this.directory.resolveSibling(this.directory.getFileName() + "-moved");
		Files.move(this.directory, moved);
		assertThat(new ProcessBuilder("mkfifo", this.directory.toString()).start().waitFor()).isZero();
		assertThatExceptionOfType(UnreadableCertificateException.class).isThrownBy(this::read)
			.withStackTraceContaining("NotDirectoryException");
		Files.delete(this.directory);
		Files.move(moved, this.directory);
		assertThat(read()).containsOnlyKeys("a");
	}

	@Test
	void ofTooManyFilesThoseCountThatWereThere() throws IOException {
		CurvePublicKey good = write("z.key", "");
		assertThat(read()).isEqualTo(Map.of("z", good));
		for (int i = 0; i <= 10_000; i++) {
			Files.createFile(this.directory.resolve("bad-" + i + ".key"));
		}
		assertThat(read()).isEqualTo(Map.of("z", good));
		assertThat(this.problems).first().asString().contains("more than 10000 key files");
		Files.delete(this.directory.resolve("z.key"));
		assertThat(read()).isEmpty();
	}

	@Test
	void ofTwoFilesWithOneNameOrKeyTheOneThatWasThereCounts() throws IOException {
		CurvePublicKey risk = write("risk.key", "");
		assertThat(read()).isEqualTo(Map.of("risk", risk));
		write("a.key", "metadata\n    name = \"risk\"\n");
		Files.copy(this.directory.resolve("risk.key"), this.directory.resolve("b.key"));
		assertThat(read()).isEqualTo(Map.of("risk", risk));
		assertThat(this.problems).hasSize(2).allMatch((problem) -> problem.contains("risk.key"));
		Files.delete(this.directory.resolve("risk.key"));
		assertThat(read()).containsEntry("b", risk).containsKey("risk").hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "MALLORY.key", "Mallory.key", "mall-ory.key", "mall_ory.key" })
	void ofTwoFilesWhoseNamesAreAlikeTheOneThatWasThereCounts(String alike) throws IOException {
		CurvePublicKey mallory = write("mallory.key", "");
		assertThat(read()).isEqualTo(Map.of("mallory", mallory));
		write(alike, "");
		CurvePublicKey risk = write("risk.key", "");
		assertThat(read()).isEqualTo(Map.of("mallory", mallory, "risk", risk));
		assertThat(this.problems).singleElement().asString().contains(alike).contains("mallory.key");
	}

	@Test
	void whatWasGoodCountsForAMomentWhileItIsWritten() throws IOException {
		CurvePublicKey risk = write("risk.key", "");
		assertThat(read()).isEqualTo(Map.of("risk", risk));
		Files.writeString(this.directory.resolve("risk.key"), "curve\n    public");
		assertThat(read()).isEqualTo(Map.of("risk", risk));
		assertThat(this.problems).hasSize(1);
		await().untilAsserted(() -> assertThat(read()).isEmpty());
		CurvePublicKey mended = write("risk.key", "");
		assertThat(read()).isEqualTo(Map.of("risk", mended));
	}

	@Test
	void whatIsGoneGoesAtOnceWhateverElseIsBad() throws IOException {
		CurvePublicKey risk = write("risk.key", "");
		write("stolen.key", "");
		assertThat(read()).hasSize(2);
		Files.writeString(this.directory.resolve("bad.key"), "curve\n    public-key = \"x\"\n");
		Files.delete(this.directory.resolve("stolen.key"));
		assertThat(read()).isEqualTo(Map.of("risk", risk));
	}

	@ParameterizedTest
	@ValueSource(strings = { "any", "Any", "@directory", "a/b", "..", "a..b", ".a", "a\u0001b", "p\u0430ypal", "\uff41",
			"gate;x=y", "SHA256:abc", " a", "a%2fb", "a?b", "a#b", "a\u202eb", "\u0131d", "a\u0301", "\u212aey",
			"mallory\u200b", "\u216e", "a\u2024b", "a\u2044b", "a\\\\b" })
	void refusesNamesThatMeanSomethingElseOrLookLikeAnother(String name) throws IOException {
		write("x.key", "metadata\n    name = '" + name + "'\n");
		assertThat(read()).isEmpty();
		assertThat(this.problems).singleElement().asString().contains("x.key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "billing", "market.v2", "M\u00fcller", "order service", "host-1.example.org:5555" })
	void takesOrdinaryNames(String name) throws IOException {
		CurvePublicKey key = write("x.key", "metadata\n    name = \"" + name + "\"\n");
		assertThat(read()).isEqualTo(Map.of(name, key));
	}

	@Test
	void refusesAFileThatGivesASecretAway() throws IOException {
		CurveKeyPair pair = CurveKeyPair.generate();
		Files.writeString(this.directory.resolve("x.key"), "curve\n    public-key = \"%s\"\n    secret-key = \"%s\"\n"
			.formatted(pair.publicKey().toZ85(), String.valueOf(pair.secretKey().toZ85())));
		assertThat(read()).isEmpty();
		assertThat(this.problems).singleElement().asString().contains("x.key").contains("secret");
	}

	@Test
	void refusesWhatIsNoDirectory() {
		assertThatExceptionOfType(UnreadableCertificateException.class)
			.isThrownBy(() -> new PeerDirectory(new FileSystemResource(this.directory.resolve("none")))
				.read(this.problems::add))
			.withMessageContaining("none")
			.withMessageContaining("is no readable directory");
		assertThatExceptionOfType(UnreadableCertificateException.class)
			.isThrownBy(() -> new PeerDirectory(new ByteArrayResource(new byte[0], "memory")).read(this.problems::add))
			.withMessageContaining("memory");
	}

	@Test
	void twoFilesWhoseMetadataSayOneNameAreTwoKeysOfOnePeer() throws IOException {
		String metadata = "metadata\n    name = \"risk\"\n    created = \"%s\"\n";
		CurvePublicKey old = write("a.key", metadata.formatted("2026-01-01T00:00:00Z"));
		CurvePublicKey next = write("b.key", metadata.formatted("2026-07-01"));
		CurvePublicKey undated = write("c.key", "metadata\n    name = \"risk\"\n");
		write("d.key", "metadata\n    name = \"Risk\"\n");
		write("risk.key", "");
		readAll();
		assertThat(readAll()).containsOnlyKeys("risk");
		assertThat(readAll().get("risk")).extracting(PeerKey::publicKey).containsExactly(next, old, undated);
		assertThat(this.problems).hasSize(2)
			.anyMatch((problem) -> problem.contains("d.key"))
			.anyMatch((problem) -> problem.contains("risk.key"));
		Files.delete(this.directory.resolve("a.key"));
		assertThat(readAll().get("risk")).extracting(PeerKey::publicKey).containsExactly(next, undated);
	}

	@Test
	void refusesAFileWhoseExpiryIsNoTime() throws IOException {
		write("x.key", "metadata\n    expires = \"soon\"\n");
		assertThat(read()).isEmpty();
		assertThat(this.problems).singleElement().asString().contains("x.key").contains("'expires' is no time");
	}

	private Map<String, CurvePublicKey> read() {
		Map<String, CurvePublicKey> first = new LinkedHashMap<>();
		readAll().forEach((name, keys) -> first.put(name, keys.get(0).publicKey()));
		return first;
	}

	private Map<String, List<PeerKey>> readAll() {
		this.problems.clear();
		PeerDirectory peers = this.reader;
		if (peers == null) {
			peers = new PeerDirectory(new FileSystemResource(this.directory), KeyFilePolicy.WARN,
					Duration.ofMillis(100));
			this.reader = peers;
		}
		return peers.read(this.problems::add);
	}

	private CurvePublicKey write(String file, String metadata) throws IOException {
		CurvePublicKey key = CurveKeyPair.generate().publicKey();
		Files.writeString(this.directory.resolve(file),
				metadata + "curve\n    public-key = \"%s\"\n".formatted(key.toZ85()));
		return key;
	}

}
