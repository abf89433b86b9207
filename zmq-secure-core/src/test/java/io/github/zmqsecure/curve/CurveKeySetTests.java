// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.zmqsecure.ZmqSecureException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CurveKeySet}.
 */
class CurveKeySetTests {

	private final CurveKeyPair one = CurveKeyPair.generate();

	private final CurveKeyPair two = CurveKeyPair.generate();

	@Test
	void findsPeersBeforeOwnKeys() {
		CurveKeySet set = CurveKeySet.of(Map.of("own", this.one, "other", this.two),
				Map.of("peer", this.one.publicKey()));
		assertThat(set.findName(this.one.publicKey())).isEqualTo("peer");
		assertThat(set.findName(this.two.publicKey())).isEqualTo("other");
		assertThat(set.findName(CurveKeyPair.generate().publicKey())).isNull();
	}

	@Test
	void copiesWhatItIsMadeOf() {
		Map<String, CurvePublicKey> peers = new LinkedHashMap<>();
		peers.put("b", this.one.publicKey());
		peers.put("a", this.two.publicKey());
		CurveKeySet set = CurveKeySet.of(Map.of(), peers);
		peers.clear();
		assertThat(set.peers().keySet()).containsExactly("b", "a");
	}

	@Test
	void isComparedByContent() {
		CurveKeySet set = CurveKeySet.of(Map.of("a", this.one), Map.of("b", this.two.publicKey()));
		CurveKeySet same = CurveKeySet.of(Map.of("a", CurveKeyPair.of(this.one.secretKey())),
				Map.of("b", CurvePublicKey.of(this.two.publicKey().toBytes())));
		assertThat(set).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(CurveKeySet.empty());
	}

	@Test
	void refusesOneKeyUnderTwoPeerNames() {
		Map<String, CurvePublicKey> peers = Map.of("a", this.one.publicKey(), "b", this.one.publicKey());
		assertThatExceptionOfType(ZmqSecureException.class).isThrownBy(() -> CurveKeySet.of(Map.of(), peers))
			.withMessageContaining("'a'")
			.withMessageContaining("'b'")
			.withMessageContaining(this.one.publicKey().fingerprint());
	}

	@Test
	void refusesNamesThatDifferInCaseAndDashesOnly() {
		Map<String, CurvePublicKey> peers = Map.of("mallory", this.one.publicKey(), "MAL-LORY", this.two.publicKey());
		assertThatExceptionOfType(ZmqSecureException.class).isThrownBy(() -> CurveKeySet.of(Map.of(), peers))
			.withMessageContaining("'mallory'")
			.withMessageContaining("'MAL-LORY'");
		assertThatExceptionOfType(ZmqSecureException.class)
			.isThrownBy(() -> CurveKeySet.of(Map.of("Mallory", this.one), Map.of("mallory", this.two.publicKey())))
			.withMessageContaining("'mallory'")
			.withMessageContaining("'Mallory'");
	}

	@Test
	void refusesOneKeyUnderTwoOwnNames() {
		Map<String, CurveKeyPair> keyPairs = Map.of("a", this.one, "b", this.one);
		assertThatExceptionOfType(ZmqSecureException.class).isThrownBy(() -> CurveKeySet.of(keyPairs, Map.of()))
			.withMessageContaining("'a'")
			.withMessageContaining("'b'");
	}

	@Test
	void refusesOneNameForTwoKeysButNotForOne() {
		Map<String, CurveKeyPair> keyPairs = Map.of("a", this.one);
		assertThatExceptionOfType(ZmqSecureException.class)
			.isThrownBy(() -> CurveKeySet.of(keyPairs, Map.of("a", this.two.publicKey())))
			.withMessageContaining("'a'");
		assertThat(CurveKeySet.of(keyPairs, Map.of("a", this.one.publicKey())).findName(this.one.publicKey()))
			.isEqualTo("a");
	}

	@Test
	void refusesBlankNames() {
		assertThatExceptionOfType(ZmqSecureException.class)
			.isThrownBy(() -> CurveKeySet.of(Map.of(), Map.of(" ", this.one.publicKey())))
			.withMessageContaining("blank name");
	}

	@Test
	void showsNoSecret() {
		assertThat(CurveKeySet.of(Map.of("a", this.one), Map.of()).toString()).contains("a=SHA256:")
			.doesNotContain(new String(this.one.secretKey().toZ85()));
	}

	@Test
	void tellsNoMoreThanTwentyProblems() {
		List<String> problems = IntStream.range(0, 3000).mapToObj((i) -> "file " + i).toList();
		assertThat(CurveKeySet.empty().from(Set.of(), problems).problems()).hasSize(21)
			.startsWith("file 0")
			.endsWith("and 2980 more problems");
	}

}
