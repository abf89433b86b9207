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
