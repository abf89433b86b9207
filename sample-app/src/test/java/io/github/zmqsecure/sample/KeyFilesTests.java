// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.github.zmqsecure.curve.CurveCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link KeyFiles}.
 */
class KeyFilesTests {

	@TempDir
	private Path directory;

	@Test
	void makesPairThatOnlyItsOwnerCanRead() throws IOException {
		KeyFiles.make(this.directory.resolve("keys"), "gateway");
		Path secretFile = this.directory.resolve("keys/gateway.key_secret");
		CurveCertificate secret = CurveCertificate.read(new FileSystemResource(secretFile));
		CurveCertificate open = CurveCertificate
			.read(new FileSystemResource(this.directory.resolve("keys/gateway.key")));
		assertThat(secret.secretKey()).isNotNull();
		assertThat(secret.isSecretReadableByOthers()).isFalse();
		assertThat(open.secretKey()).isNull();
		assertThat(open.publicKey()).isEqualTo(secret.publicKey());
		assertThat(open.metadata()).containsEntry("name", "gateway");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secretFile))).isEqualTo("rw-------");
	}

	@Test
	void neverOverwritesKeys() throws IOException {
		KeyFiles.make(this.directory, "gateway");
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> KeyFiles.make(this.directory, "gateway"));
	}

}
