// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link DefaultCurveKeys}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DefaultCurveKeysTests {

	private final CurveKeyPair own = CurveKeyPair.generate();

	private final CurvePublicKey peer = CurveKeyPair.generate().publicKey();

	private final DefaultCurveKeys keys = new DefaultCurveKeys(
			CurveKeySet.of(Map.of("own", this.own), Map.of("peer", this.peer)));

	@Test
	void findsKeysByName() {
		assertThat(this.keys.getKeyPair("own")).isEqualTo(this.own);
		assertThat(this.keys.getPublicKey("own")).isEqualTo(this.own.publicKey());
		assertThat(this.keys.getPublicKey("peer")).isEqualTo(this.peer);
		assertThat(this.keys.getKeyPairNames()).containsExactly("own");
		assertThat(this.keys.getPeerNames()).containsExactly("peer");
	}

	@Test
	void findsNamesByKey() {
		assertThat(this.keys.findPeerName(this.peer)).isEqualTo("peer");
		assertThat(this.keys.findPeerName(this.own.publicKey())).isEqualTo("own");
		assertThat(this.keys.findPeerName(CurveKeyPair.generate().publicKey())).isNull();
	}

	@Test
	void namesWhatItKnowsWhenAskedForWhatItDoesNot() {
		assertThatExceptionOfType(NoSuchCurveKeyException.class).isThrownBy(() -> this.keys.getKeyPair("peer"))
			.withMessage("No CURVE key pair is named 'peer' (known keys: own; known peers: peer)")
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("peer"));
		assertThatExceptionOfType(NoSuchCurveKeyException.class)
			.isThrownBy(() -> new DefaultCurveKeys(CurveKeySet.empty()).getPublicKey("x"))
			.withMessage("No CURVE peer or key pair is named 'x' (known keys: none; known peers: none)");
	}

	@Test
	void callsHandlersAfterTheNewSetTookEffect() {
		Queue<String> seen = new ConcurrentLinkedQueue<>();
		this.keys.addUpdateHandler((keys) -> seen.addAll(keys.getPeerNames()));
		CurveKeySet set = CurveKeySet.of(Map.of(), Map.of("new", this.peer));
		assertThat(this.keys.update(set)).isTrue();
		await().untilAsserted(() -> assertThat(seen).containsExactly("new"));
		assertThat(this.keys.getKeySet()).isSameAs(set);
	}

	@Test
	void callsNoHandlerForTheSameKeys() {
		Queue<CurveKeys> seen = new ConcurrentLinkedQueue<>();
		this.keys.addUpdateHandler(seen::add);
		assertThat(this.keys.update(CurveKeySet.of(Map.of("own", this.own), Map.of("peer", this.peer)))).isFalse();
		await().during(Duration.ofMillis(300)).until(seen::isEmpty);
	}

	@Test
	void keepsCallingHandlersWhenOneThrows(CapturedOutput output) {
		Queue<CurveKeys> seen = new ConcurrentLinkedQueue<>();
		this.keys.addUpdateHandler((keys) -> {
			throw new IllegalStateException("from a handler");
		});
		this.keys.addUpdateHandler(seen::add);
		this.keys.update(CurveKeySet.empty());
		await().untilAsserted(() -> assertThat(seen).containsExactly(this.keys));
		await().untilAsserted(() -> assertThat(output).contains("from a handler"));
	}

	@Test
	void aHandlerThatHangsHoldsUpNobody() throws InterruptedException {
		CountDownLatch end = new CountDownLatch(1);
		AtomicInteger hung = new AtomicInteger();
		Queue<Set<String>> seen = new ConcurrentLinkedQueue<>();
		this.keys.addUpdateHandler((keys) -> {
			hung.incrementAndGet();
			awaitUninterruptibly(end);
		});
		this.keys.addUpdateHandler((keys) -> seen.add(keys.getPeerNames()));
		this.keys.update(CurveKeySet.empty());
		await().until(() -> hung.get() == 1);
		for (int i = 0; i < 100; i++) {
			this.keys.update(CurveKeySet.of(Map.of(), Map.of("peer" + i, this.peer)));
		}
		await().until(() -> seen.contains(Set.of("peer99")));
		assertThat(hung).hasValue(1);
		end.countDown();
		await().until(() -> hung.get() == 2);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
