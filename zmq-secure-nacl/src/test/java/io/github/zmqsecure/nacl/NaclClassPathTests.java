// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.net.URL;
import java.net.URLClassLoader;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class NaclClassPathTests {

	@Test
	void findsTheReplacementAlone() {
		NaclClassPath classPath = NaclClassPath.inspect();
		assertThat(classPath.replacement()).isTrue();
		assertThat(classPath.isAmbiguous()).isFalse();
		assertThat(classPath.others()).isEmpty();
		assertThat(String.valueOf(classPath.location())).contains("classes");
	}

	@Test
	void findsTheOriginalBesideTheReplacement() throws Exception {
		URL[] jnacl = { OriginalJnacl.JAR.toUri().toURL() };
		try (URLClassLoader loader = new URLClassLoader(jnacl, getClass().getClassLoader())) {
			NaclClassPath classPath = NaclClassPath.inspect(loader);
			assertThat(classPath.replacement()).isTrue();
			assertThat(classPath.isAmbiguous()).isTrue();
			assertThat(classPath.others()).singleElement()
				.satisfies((url) -> assertThat(url.toString()).contains("jnacl.jar"));
		}
	}

	@Test
	void findsTheOriginalInUse() {
		NaclClassPath classPath = NaclClassPath.inspect(OriginalJnacl.LOADER);
		assertThat(classPath.replacement()).isFalse();
		assertThat(classPath.isAmbiguous()).isTrue();
		assertThat(String.valueOf(classPath.location())).endsWith("jnacl.jar");
		assertThat(NaclClassPath.exclusion()).contains("eu.neilalexander").contains("Gradle");
	}

	@Test
	void saysWhatIsMissing() {
		assertThatIllegalStateException().isThrownBy(() -> NaclClassPath.inspect(ClassLoader.getPlatformClassLoader()))
			.withMessageContaining("zmq-secure-nacl");
	}

}
