// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.util.Map;
import java.util.Optional;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeySet;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.DefaultCurveKeys;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ClientAccess}.
 */
class ClientAccessTests {

	private final CurveKeyPair own = CurveKeyPair.generate();

	private final CurvePublicKey billing = CurveKeyPair.generate().publicKey();

	private final CurvePublicKey unlisted = CurveKeyPair.generate().publicKey();

	private final DefaultCurveKeys keys = new DefaultCurveKeys(
			CurveKeySet.of(Map.of("own", this.own), Map.of("billing", this.billing)));

	private final ClientAccess access = new ClientAccess((client) -> "client", Runnable::run, this.keys);

	@Test
	void shutsOutUnderTheNameThatTheAuthorizerGave() {
		assertThat(ask(this.unlisted)).contains("client");
		this.access.revoke("orders", "client");
		assertThat(ask(this.unlisted)).isEmpty();
		assertThat(this.access.restore("orders", "client")).isTrue();
		assertThat(this.access.restore("orders", "client")).isFalse();
		assertThat(this.access.restore("prices", "client")).isFalse();
		assertThat(ask(this.unlisted)).contains("client");
	}

	@Test
	void shutsOutAKeyUnderWhateverNameItIsKnown() {
		this.access.revoke("orders", "billing");
		assertThat(ask(this.billing)).isEmpty();
		assertThat(ask(this.own.publicKey())).contains("client");
		assertThat(ask(this.unlisted)).contains("client");
		this.access.revoke("orders", "own");
		assertThat(ask(this.own.publicKey())).isEmpty();
		assertThat(ask(this.unlisted)).contains("client");
		assertThat(this.access.getRevoked("orders")).containsOnlyKeys("billing", "own");
		assertThat(this.access.getRevoked("prices")).isEmpty();
	}

	@Test
	void shutsOutAFingerprintAsItStandsInAnAddressToo() {
		String fingerprint = this.unlisted.fingerprint();
		this.access.revoke("orders", fingerprint.replace('+', '-').replace('/', '_'));
		assertThat(ask(this.unlisted)).isEmpty();
		assertThat(this.access.getRevoked("orders")).containsOnlyKeys(fingerprint);
		assertThat(this.access.isRevoked("orders", new AuthenticatedPeer("client", this.unlisted, "127.0.0.1")))
			.isTrue();
		assertThat(this.access.isShutOut("prices", new AuthenticatedPeer("client", this.unlisted, "127.0.0.1")))
			.isFalse();
	}

	@Test
	void refusesToRevokeNobody() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.access.revoke("orders", " "));
	}

	private Optional<String> ask(CurvePublicKey key) {
		return this.access.ask(new ClientCredentials("orders", key, "127.0.0.1")).join();
	}

}
