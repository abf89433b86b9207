// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.KeyLifetime;
import io.github.zmqsecure.curve.PeerKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerKeyChoice}.
 */
class ServerKeyChoiceTests {

	private static final String ENDPOINT = "tcp://127.0.0.1:5555";

	private static final String OTHER = "tcp://127.0.0.1:5556";

	private final CurvePublicKey newest = CurveKeyPair.generate().publicKey();

	private final CurvePublicKey middle = CurveKeyPair.generate().publicKey();

	private final CurvePublicKey oldest = CurveKeyPair.generate().publicKey();

	private final List<PeerKey> keys = new ArrayList<>(
			List.of(PeerKey.of(this.newest), PeerKey.of(this.middle), PeerKey.of(this.oldest)));

	private final ServerKeyChoice choice = new ServerKeyChoice(() -> this.keys);

	@Test
	void triesTheNewestFirstAndEachOnce() {
		assertThat(this.choice.choose(ENDPOINT)).isEqualTo(this.newest);
		assertThat(this.choice.refused(ENDPOINT, this.newest)).isTrue();
		assertThat(this.choice.choose(ENDPOINT)).isEqualTo(this.middle);
		assertThat(this.choice.refused(ENDPOINT, this.middle)).isTrue();
		assertThat(this.choice.choose(ENDPOINT)).isEqualTo(this.oldest);
		assertThat(this.choice.refused(ENDPOINT, this.oldest)).isFalse();
		assertThat(this.choice.choose(ENDPOINT)).isEqualTo(this.newest);
	}

	@Test
	void remembersWhichWorksForEachEndpoint() {
		this.choice.refused(ENDPOINT, this.newest);
		this.choice.succeeded(ENDPOINT, this.middle);
		assertThat(this.choice.choose(ENDPOINT)).isEqualTo(this.middle);
		assertThat(this.choice.choose(OTHER)).isEqualTo(this.newest);
		this.choice.refused(ENDPOINT, this.middle);
		assertThat(this.choice.choose(ENDPOINT)).isEqualTo(this.newest);
	}

	@Test
	void insistsOnNoKeyThatIsGone() {
		this.choice.succeeded(ENDPOINT, this.oldest);
		this.keys.remove(2);
		assertThat(this.choice.choose(ENDPOINT)).isEqualTo(this.newest);
	}

	@Test
	void leavesOutKeysThatHaveEndedAsLongAsThereAreOthers() {
		KeyLifetime ended = new KeyLifetime(null, Instant.now().minusSeconds(1));
		this.keys.set(0, new PeerKey(this.newest, ended));
		assertThat(this.choice.choose(ENDPOINT)).isEqualTo(this.middle);
		this.keys.subList(1, 3).clear();
		assertThat(this.choice.choose(ENDPOINT)).isEqualTo(this.newest);
		assertThat(this.choice.refused(ENDPOINT, this.newest)).isFalse();
	}

}
