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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PeerDirectory}.
 */
class PeerDirectoryTests {

	@TempDir
	Path directory;

	@Test
	void namesPeersByMetadataOrFile() throws IOException {
		CurvePublicKey billing = write("b.key", "metadata\n    name = \"billing\"\n");
		CurvePublicKey risk = write("risk.key", "");
		CurvePublicKey market = write("market.v2.key", "metadata\n    name = \"\"\n");
		assertThat(read()).isEqualTo(Map.of("billing", billing, "risk", risk, "market.v2", market));
		assertThat(read().keySet()).containsExactly("billing", "market.v2", "risk");
	}

	@Test
	void ignoresOtherFiles() throws IOException {
		CurvePublicKey risk = write("risk.key", "");
		Files.writeString(this.directory.resolve("risk.key_secret"), "not looked at");
		Files.writeString(this.directory.resolve("README.md"), "not looked at");
		Files.writeString(this.directory.resolve(".risk.key"), "not looked at");
		Files.createDirectory(this.directory.resolve("folder.key"));
		assertThat(read()).isEqualTo(Map.of("risk", risk));
	}

	@Test
	void readsAnEmptyDirectory() {
		assertThat(read()).isEmpty();
	}

	@Test
	void failsAsAWholeWithTheNameOfTheBadFile() throws IOException {
		write("a.key", "");
		Files.writeString(this.directory.resolve("bad.key"), "curve\n    public-key = \"x\"\n");
		assertThatExceptionOfType(UnreadableCertificateException.class).isThrownBy(this::read)
			.withMessageContaining("bad.key")
			.withMessageContaining("line 2");
	}

	@Test
	void failsForALinkToNowhere() throws IOException {
		Files.createSymbolicLink(this.directory.resolve("gone.key"), this.directory.resolve("nowhere"));
		assertThatExceptionOfType(UnreadableCertificateException.class).isThrownBy(this::read)
			.withMessageContaining("gone.key");
	}

	@Test
	void refusesTwoFilesOfOneName() throws IOException {
		write("a.key", "metadata\n    name = \"risk\"\n");
		write("risk.key", "");
		assertThatExceptionOfType(UnreadableCertificateException.class).isThrownBy(this::read)
			.withMessageContaining("a.key")
			.withMessageContaining("risk.key")
			.withMessageContaining("'risk'");
	}

	@Test
	void refusesWhatIsNoDirectory() {
		assertThatExceptionOfType(UnreadableCertificateException.class)
			.isThrownBy(() -> PeerDirectory.read(new FileSystemResource(this.directory.resolve("none"))))
			.withMessageContaining("none")
			.withMessageContaining("is no readable directory");
		assertThatExceptionOfType(UnreadableCertificateException.class)
			.isThrownBy(() -> PeerDirectory.read(new ByteArrayResource(new byte[0], "memory")))
			.withMessageContaining("memory");
	}

	private Map<String, CurvePublicKey> read() {
		return PeerDirectory.read(new FileSystemResource(this.directory));
	}

	private CurvePublicKey write(String file, String metadata) throws IOException {
		CurvePublicKey key = CurveKeyPair.generate().publicKey();
		Files.writeString(this.directory.resolve(file),
				metadata + "curve\n    public-key = \"%s\"\n".formatted(key.toZ85()));
		return key;
	}

}
