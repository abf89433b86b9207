// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AllowedClients}.
 */
class AllowedClientsTests {

	@Test
	void tellNamesPatternsAndAnyApart() {
		AllowedClients clients = AllowedClients.of(List.of("b", "any", "team-*", "a", "@directory"));
		assertThat(clients.names()).containsExactly("b", "a");
		assertThat(clients.patterns()).containsExactly("team-*", "@directory");
		assertThat(clients.any()).isTrue();
		assertThat(clients.entries()).containsExactly("b", "a", "team-*", "@directory", "any");
		assertThat(AllowedClients.of(List.of("b")).entries()).containsExactly("b");
	}

	@Test
	void areEmptyOnlyWhereNothingIsListed() {
		assertThat(AllowedClients.of(List.of()).isEmpty()).isTrue();
		assertThat(AllowedClients.of(List.of("a")).isEmpty()).isFalse();
		assertThat(AllowedClients.of(List.of("a*")).isEmpty()).isFalse();
		assertThat(AllowedClients.of(List.of("any")).isEmpty()).isFalse();
	}

	@Test
	void matchPeersOfTheDirectoryByPatterns() {
		AllowedClients team = AllowedClients.of(List.of("a", "team-*"));
		assertThat(team.matches("team-one")).isTrue();
		assertThat(team.matches("a")).isFalse();
		assertThat(team.matches("one-team-")).isFalse();
		assertThat(AllowedClients.of(List.of("@directory")).matches("whoever")).isTrue();
		assertThat(AllowedClients.of(List.of("any")).matches("whoever")).isFalse();
	}

	@Test
	void refuseNoList() {
		assertThatIllegalArgumentException().isThrownBy(() -> AllowedClients.of(null));
	}

}
