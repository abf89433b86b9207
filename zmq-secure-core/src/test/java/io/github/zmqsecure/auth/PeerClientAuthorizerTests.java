// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeySet;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.DefaultCurveKeys;
import io.github.zmqsecure.curve.OwnKey;
import io.github.zmqsecure.curve.PeerKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PeerClientAuthorizer}.
 */
class PeerClientAuthorizerTests {

	private final CurveKeyPair own = CurveKeyPair.generate();

	private final CurveKeyPair billingPair = CurveKeyPair.generate();

	private final CurvePublicKey billing = this.billingPair.publicKey();

	private final CurvePublicKey next = CurveKeyPair.generate().publicKey();

	private final CurvePublicKey fromDirectory = CurveKeyPair.generate().publicKey();

	private final CurvePublicKey unknown = CurveKeyPair.generate().publicKey();

	private final DefaultCurveKeys keys = new DefaultCurveKeys(
			CurveKeySet.ofAll(Map.of("own", List.of(OwnKey.of(this.own)), "same", List.of(OwnKey.of(this.billingPair))),
					Map.of("billing", List.of(PeerKey.of(this.billing), PeerKey.of(this.next)), "team-one",
							List.of(PeerKey.of(this.fromDirectory))))
				.from(Set.of("team-one"), List.of()));

	@Test
	void letsNobodyInAtASocketThatListsNobody() {
		assertThat(authorize(this.billing)).isNull();
		PeerClientAuthorizer none = new PeerClientAuthorizer(this.keys, Map.of());
		assertThat(none.authorize(new ClientCredentials("orders", this.billing, "127.0.0.1"))).isNull();
		assertThat(none.getClients("orders")).isNull();
		assertThat(none.getAbsentClients("orders")).isEmpty();
	}

	@Test
	void letsPeersInByName() {
		assertThat(authorize(this.billing, "billing")).isEqualTo("billing");
		assertThat(authorize(this.next, "billing")).isEqualTo("billing");
		assertThat(authorize(this.fromDirectory, "billing")).isNull();
		assertThat(authorize(this.unknown, "billing", "own", "nobody")).isNull();
		assertThat(authorize(this.own.publicKey(), "own")).isEqualTo("own");
		assertThat(authorize(this.own.publicKey(), "billing")).isNull();
	}

	@Test
	void knowsAKeyUnderTheNameThatIsListed() {
		assertThat(authorize(this.billing, "same")).isEqualTo("same");
		assertThat(authorize(this.next, "same")).isNull();
	}

	@Test
	void letsPeersOfTheDirectoryInByPattern() {
		assertThat(authorize(this.fromDirectory, "team-*")).isEqualTo("team-one");
		assertThat(authorize(this.fromDirectory, "@directory")).isEqualTo("team-one");
		assertThat(authorize(this.fromDirectory, "other-*")).isNull();
		assertThat(authorize(this.billing, "bill*", "@directory")).isNull();
	}

	@Test
	void letsAnyKeyInWhereThatIsWritten() {
		assertThat(authorize(this.unknown, "any")).isEqualTo(this.unknown.fingerprint());
		assertThat(authorize(this.fromDirectory, "any")).isEqualTo("team-one");
	}

	@Test
	void saysWhomItLetsInAndWhoIsAbsent() {
		PeerClientAuthorizer authorizer = authorizer("billing", "own", "nobody", "team-*");
		assertThat(authorizer.getClients("orders")).isNotNull()
			.satisfies(
					(clients) -> assertThat(clients.entries()).containsExactly("billing", "own", "nobody", "team-*"));
		assertThat(authorizer.getAbsentClients("orders")).containsExactly("nobody");
	}

	private @Nullable String authorize(CurvePublicKey key, String... clients) {
		return authorizer(clients).authorize(new ClientCredentials("orders", key, "127.0.0.1"));
	}

	private PeerClientAuthorizer authorizer(String... clients) {
		return new PeerClientAuthorizer(this.keys, Map.of("orders", AllowedClients.of(List.of(clients))));
	}

}
