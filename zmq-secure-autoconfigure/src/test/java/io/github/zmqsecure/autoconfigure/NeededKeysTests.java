// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeySet;
import io.github.zmqsecure.curve.OwnKey;
import io.github.zmqsecure.curve.PeerKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NeededKeys}.
 */
class NeededKeysTests {

	private final CurveKeyPair first = CurveKeyPair.generate();

	private final CurveKeyPair second = CurveKeyPair.generate();

	private final CurveKeyPair third = CurveKeyPair.generate();

	@Test
	void keepsAnOwnKeyThatHasBecomeATwin() {
		CurveKeySet former = CurveKeySet.ofAll(own("a", this.first, "b", this.second), peer("c", this.third));
		CurveKeySet merged = new NeededKeys(Set.of("a", "b"), Set.of()).merge(own("a", this.second, "b", this.second),
				Map.of(), Map.of(), List.of(), former);
		assertThat(merged.ownKeys()).isEqualTo(former.ownKeys());
		assertThat(merged.peerKeys()).isEmpty();
		assertThat(merged.problems()).singleElement().asString().contains("'b'");
	}

	@Test
	void keepsAServerWhoseKeyAnotherPeerHasTaken() {
		CurveKeySet former = CurveKeySet.ofAll(Map.of(), peer("market", this.first));
		CurveKeySet merged = new NeededKeys(Set.of(), Set.of("market")).merge(Map.of(), peer("other", this.first),
				peer("market", this.first), List.of(), former);
		assertThat(merged.peers()).containsExactly(Map.entry("market", this.first.publicKey()));
		assertThat(merged.directoryPeers()).isEmpty();
		assertThat(merged.problems()).hasSize(2);
	}

	@Test
	void keepsServersThatTakeTheKeysOfOneAnother() {
		Map<String, List<PeerKey>> before = peer("a", this.first);
		before.putAll(peer("b", this.second));
		CurveKeySet former = CurveKeySet.ofAll(Map.of(), before);
		CurveKeySet merged = new NeededKeys(Set.of(), Set.of("a", "b")).merge(Map.of(), peer("a", this.second),
				Map.of(), List.of(), former);
		assertThat(merged.peerKeys()).isEqualTo(former.peerKeys());
	}

	@Test
	void keepsAServerThatAnOwnKeyContradictsNow() {
		CurveKeySet former = CurveKeySet.ofAll(own("Market", this.first, "b", this.second), peer("market", this.first));
		CurveKeySet merged = new NeededKeys(Set.of("b"), Set.of("market")).merge(
				own("Market", this.third, "b", this.second), Map.of(), peer("market", this.first), List.of(), former);
		assertThat(merged.peerKeys()).isEqualTo(former.peerKeys());
		assertThat(merged.ownKeys()).isEqualTo(former.ownKeys());
	}

	@Test
	void leavesOutWhatNoSocketNeeds() {
		CurveKeySet former = CurveKeySet.ofAll(own("a", this.first, "b", this.second), peer("c", this.third));
		CurveKeySet merged = new NeededKeys(Set.of("a"), Set.of("a")).merge(own("a", this.third, "b", this.third),
				Map.of(), Map.of(), List.of(), former);
		assertThat(merged.keyPairs()).containsExactly(Map.entry("a", this.third));
		assertThat(merged.peerKeys()).isEmpty();
	}

	private static Map<String, List<OwnKey>> own(String name, CurveKeyPair pair, String other, CurveKeyPair otherPair) {
		Map<String, List<OwnKey>> keys = new LinkedHashMap<>();
		keys.put(name, List.of(OwnKey.of(pair)));
		keys.put(other, List.of(OwnKey.of(otherPair)));
		return keys;
	}

	private static Map<String, List<PeerKey>> peer(String name, CurveKeyPair pair) {
		return new LinkedHashMap<>(Map.of(name, List.of(PeerKey.of(pair.publicKey()))));
	}

}
