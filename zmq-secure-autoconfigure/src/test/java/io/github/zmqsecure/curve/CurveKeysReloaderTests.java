// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.thread.GuardedThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link CurveKeysReloader}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CurveKeysReloaderTests {

	private static final Duration NEVER = Duration.ofHours(1);

	private static final Step NOTHING = () -> {
	};

	@TempDir
	Path directory;

	private Path peers;

	private Path keyFile;

	private DefaultCurveKeys keys;

	private CurveKeysReloader reloader;

	private final Set<Thread> otherThreads = threadsOfReloaders();

	private final AtomicInteger loads = new AtomicInteger();

	private Step beforeLoading = NOTHING;

	private Step afterLoading = NOTHING;

	@BeforeEach
	void prepare() throws Exception {
		this.peers = Files.createDirectory(this.directory.resolve("peers"));
		this.keyFile = this.directory.resolve("own.key_secret");
		writeSecret(this.keyFile);
		this.keys = new DefaultCurveKeys(load());
		this.reloader = reloader(NEVER);
		this.loads.set(0);
	}

	@AfterEach
	void stop() {
		this.reloader.stop();
	}

	@Test
	void loadsWhatChangedBeforeItStarted() throws IOException {
		CurvePublicKey changed = writeSecret(this.keyFile);
		assertThat(this.reloader.checkNow()).isTrue();
		assertThat(this.keys.getPublicKey("own")).isEqualTo(changed);
		assertThat(this.reloader.getSuccessCount()).isOne();
	}

	@Test
	void countsNothingWhileNothingChanges() {
		assertThat(this.reloader.checkNow()).isFalse();
		assertThat(this.reloader.checkNow()).isFalse();
		assertThat(this.loads).hasValue(1);
		assertThat(this.reloader.getSuccessCount()).isZero();
		assertThat(this.reloader.getFailureCount()).isZero();
	}

	@Test
	void seesAChangeThatKeepsSizeAndTime() throws IOException {
		this.reloader.checkNow();
		FileTime time = Files.getLastModifiedTime(this.keyFile);
		CurvePublicKey changed = writeSecret(this.keyFile);
		Files.setLastModifiedTime(this.keyFile, time);
		assertThat(this.reloader.checkNow()).isTrue();
		assertThat(this.keys.getPublicKey("own")).isEqualTo(changed);
	}

	@Test
	void loadsNotWhenOnlyTheTimeChanged() throws IOException {
		this.reloader.checkNow();
		Files.setLastModifiedTime(this.keyFile, FileTime.fromMillis(1));
		assertThat(this.reloader.checkNow()).isFalse();
		assertThat(this.loads).hasValue(1);
	}

	@Test
	void seesSymbolicLinksSwappedAsKubernetesDoes() throws IOException {
		Path volume = Files.createDirectory(this.directory.resolve("volume"));
		CurvePublicKey first = writePublic(Files.createDirectory(volume.resolve("..1")).resolve("risk.key"));
		CurvePublicKey second = writePublic(Files.createDirectory(volume.resolve("..2")).resolve("risk.key"));
		Path data = Files.createSymbolicLink(volume.resolve("..data"), Path.of("..1"));
		Files.createSymbolicLink(volume.resolve("risk.key"), Path.of("..data", "risk.key"));
		this.peers = volume;
		this.reloader = reloader(NEVER);
		this.reloader.checkNow();
		assertThat(this.keys.getPublicKey("risk")).isEqualTo(first);
		Path swapped = Files.createSymbolicLink(volume.resolve("..tmp"), Path.of("..2"));
		Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE);
		assertThat(this.reloader.checkNow()).isTrue();
		assertThat(this.keys.getPublicKey("risk")).isEqualTo(second);
	}

	@Test
	void seesPeersComeAndGo() throws IOException {
		this.reloader.checkNow();
		CurvePublicKey risk = writePublic(this.peers.resolve("risk.key"));
		assertThat(this.reloader.checkNow()).isTrue();
		assertThat(this.keys.findPeerName(risk)).isEqualTo("risk");
		Files.delete(this.peers.resolve("risk.key"));
		assertThat(this.reloader.checkNow()).isTrue();
		assertThat(this.keys.findPeerName(risk)).isNull();
		assertThat(this.reloader.getSuccessCount()).isEqualTo(2);
	}

	@Test
	void seesAFileThatCameBackAsItWasBeforeItWasLoaded() throws IOException {
		Step restore = loseAPeerOnTheWay();
		assertThat(this.reloader.checkNow()).isTrue();
		restore.run();
		assertPeerIsBack();
	}

	@Test
	void seesAFileThatWasAwayOnlyWhileItWasLoaded() throws IOException {
		this.afterLoading = loseAPeerOnTheWay();
		assertThat(this.reloader.checkNow()).isTrue();
		assertPeerIsBack();
	}

	/**
	 * Have the file of a peer that is known removed between the look at the files and the
	 * load.
	 * @return writes it again as it was
	 */
	private Step loseAPeerOnTheWay() throws IOException {
		Path file = this.peers.resolve("risk.key");
		writePublic(file);
		byte[] content = Files.readAllBytes(file);
		this.keys.update(load());
		this.beforeLoading = () -> Files.delete(file);
		return () -> Files.write(file, content);
	}

	private void assertPeerIsBack() {
		assertThat(this.keys.getPeerNames()).isEmpty();
		this.beforeLoading = NOTHING;
		assertThat(this.reloader.checkNow()).isTrue();
		assertThat(this.keys.getPeerNames()).containsExactly("risk");
	}

	@Test
	void keepsTheLastGoodSetAndTriesAgain(CapturedOutput output) throws IOException {
		this.reloader.checkNow();
		CurveKeySet good = this.keys.getKeySet();
		Files.writeString(this.keyFile, "curve\n    secret-key = \"half wri");
		assertThat(this.reloader.checkNow()).isFalse();
		assertThat(this.reloader.checkNow()).isFalse();
		assertThat(this.keys.getKeySet()).isEqualTo(good);
		assertThat(this.keys.getProblems()).singleElement()
			.asString()
			.contains("could not be reloaded", "own.key_secret")
			.doesNotContain("half wri");
		assertThat(this.reloader.getFailureCount()).isEqualTo(2);
		assertThat(occurrences(output, "could not be reloaded")).isOne();
		assertThat(output).contains("own.key_secret").contains("line 2").doesNotContain("half wri");
		CurvePublicKey mended = writeSecret(this.keyFile);
		assertThat(this.reloader.checkNow()).isTrue();
		assertThat(this.keys.getPublicKey("own")).isEqualTo(mended);
		assertThat(this.keys.getProblems()).isEmpty();
		assertThat(this.reloader.getSuccessCount()).isOne();
	}

	@Test
	void logsEachDistinctFailure(CapturedOutput output) throws IOException {
		Files.delete(this.keyFile);
		this.reloader.checkNow();
		this.reloader.checkNow();
		Files.writeString(this.keyFile, "curve");
		this.reloader.checkNow();
		assertThat(occurrences(output, "could not be reloaded")).isEqualTo(2);
		assertThat(this.reloader.getFailureCount()).isEqualTo(3);
	}

	@Test
	void looksAgainSoonWhileSomethingIsWrong() throws IOException {
		Files.delete(this.keyFile);
		this.reloader.start();
		await().until(() -> this.reloader.getFailureCount() >= 1);
		CurvePublicKey mended = writeSecret(this.keyFile);
		await().until(() -> this.keys.getPublicKey("own").equals(mended));
		assertThat(this.keys.getProblems()).isEmpty();
	}

	@Test
	void survivesErrorsOfTheLoader() {
		this.reloader = new CurveKeysReloader(List.of(), NEVER, () -> {
			throw new NoClassDefFoundError("x");
		}, this.keys, new GuardedThreads());
		assertThat(this.reloader.checkNow()).isFalse();
		assertThat(this.reloader.getFailureCount()).isOne();
	}

	@Test
	void survivesAVanishedDirectory() throws IOException {
		this.reloader.checkNow();
		Files.delete(this.peers);
		assertThat(this.reloader.checkNow()).isFalse();
		assertThat(this.reloader.getFailureCount()).isOne();
		Files.createDirectory(this.peers);
		assertThat(this.reloader.checkNow()).isFalse();
		assertThat(this.reloader.getSuccessCount()).isOne();
	}

	@Test
	void watchesOnOneDaemonThreadUntilStopped() throws IOException {
		this.reloader = reloader(Duration.ofMillis(10));
		assertThat(this.reloader.isRunning()).isFalse();
		this.reloader.start();
		this.reloader.start();
		assertThat(this.reloader.isRunning()).isTrue();
		assertThat(newThreads()).hasSize(1).allMatch(Thread::isDaemon);
		CurvePublicKey risk = writePublic(this.peers.resolve("risk.key"));
		await().untilAsserted(() -> assertThat(this.keys.findPeerName(risk)).isEqualTo("risk"));
		this.reloader.stop();
		this.reloader.stop();
		assertThat(this.reloader.isRunning()).isFalse();
		await().untilAsserted(() -> assertThat(newThreads()).isEmpty());
	}

	@Test
	void startsAgain() throws IOException {
		this.reloader.start();
		this.reloader.stop();
		CurvePublicKey changed = writeSecret(this.keyFile);
		this.reloader.start();
		await().untilAsserted(() -> assertThat(this.keys.getPublicKey("own")).isEqualTo(changed));
	}

	@Test
	void stopsFromAHandler() throws Exception {
		CountDownLatch stopped = new CountDownLatch(1);
		this.keys.addUpdateHandler((keys) -> {
			this.reloader.stop();
			stopped.countDown();
		});
		writeSecret(this.keyFile);
		this.reloader.start();
		assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
		await().untilAsserted(() -> assertThat(newThreads()).isEmpty());
	}

	@Test
	void refusesAPeriodOfNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> reloader(Duration.ZERO)).withMessageContaining("period");
	}

	private CurveKeysReloader reloader(Duration period) {
		return new CurveKeysReloader(
				List.of(new FileSystemResource(this.keyFile), new FileSystemResource(this.peers),
						new ByteArrayResource(new byte[0], "not watched")),
				period, this::loadOnTheWay, this.keys, new GuardedThreads());
	}

	private CurveKeySet loadOnTheWay() throws IOException {
		this.beforeLoading.run();
		CurveKeySet loaded = load();
		this.afterLoading.run();
		return loaded;
	}

	private CurveKeySet load() {
		this.loads.incrementAndGet();
		CurveSecretKey secretKey = CurveCertificate.read(new FileSystemResource(this.keyFile)).secretKey();
		assertThat(secretKey).isNotNull();
		return CurveKeySet.ofAll(Map.of("own", List.of(OwnKey.of(CurveKeyPair.of(secretKey)))),
				new PeerDirectory(new FileSystemResource(this.peers)).read((problem) -> {
				}));
	}

	private Set<Thread> newThreads() {
		Set<Thread> threads = threadsOfReloaders();
		threads.removeAll(this.otherThreads);
		return threads;
	}

	private static Set<Thread> threadsOfReloaders() {
		Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
		threads.removeIf((thread) -> !"zmq-secure-keys".equals(thread.getName()));
		return threads;
	}

	private static int occurrences(CapturedOutput output, String text) {
		return output.getAll().split(text, -1).length - 1;
	}

	private static CurvePublicKey writeSecret(Path file) throws IOException {
		CurveKeyPair pair = CurveKeyPair.generate();
		Files.writeString(file, "curve\n    secret-key = \"%s\"\n".formatted(new String(pair.secretKey().toZ85())));
		return pair.publicKey();
	}

	private static CurvePublicKey writePublic(Path file) throws IOException {
		CurvePublicKey key = CurveKeyPair.generate().publicKey();
		Path written = Files.writeString(file.resolveSibling("written"),
				"curve\n    public-key = \"%s\"\n".formatted(key.toZ85()));
		Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
		return key;
	}

	@FunctionalInterface
	private interface Step {

		void run() throws IOException;

	}

}
