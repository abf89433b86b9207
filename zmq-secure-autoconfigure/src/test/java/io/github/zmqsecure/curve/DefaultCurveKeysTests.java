/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
		List<String> seen = new ArrayList<>();
		this.keys.addUpdateHandler((keys) -> seen.addAll(keys.getPeerNames()));
		CurveKeySet set = CurveKeySet.of(Map.of(), Map.of("new", this.peer));
		assertThat(this.keys.update(set)).isTrue();
		assertThat(seen).containsExactly("new");
		assertThat(this.keys.getKeySet()).isSameAs(set);
	}

	@Test
	void callsNoHandlerForTheSameKeys() {
		List<CurveKeys> seen = new ArrayList<>();
		this.keys.addUpdateHandler(seen::add);
		assertThat(this.keys.update(CurveKeySet.of(Map.of("own", this.own), Map.of("peer", this.peer)))).isFalse();
		assertThat(seen).isEmpty();
	}

	@Test
	void keepsCallingHandlersWhenOneThrows(CapturedOutput output) {
		List<CurveKeys> seen = new ArrayList<>();
		this.keys.addUpdateHandler((keys) -> {
			throw new IllegalStateException("from a handler");
		});
		this.keys.addUpdateHandler(seen::add);
		this.keys.update(CurveKeySet.empty());
		assertThat(seen).containsExactly(this.keys);
		assertThat(output).contains("from a handler");
	}

}
