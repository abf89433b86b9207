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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * A directory of certificate files in which every {@code *.key} file is a peer, named by
 * its metadata {@code name} or else by its file name without {@code .key}. Files that
 * begin with a dot, and all others, {@code *.key_secret} among them, are ignored.
 *
 * @since 0.1.0
 */
public final class PeerDirectory {

	private static final String SUFFIX = ".key";

	private PeerDirectory() {
	}

	/**
	 * Read all peers of a directory. One bad file fails the whole.
	 * @param directory the directory, in the file system
	 * @return an immutable map from name to public key, in the order of the file names
	 * @throws UnreadableCertificateException if the directory or one of its files cannot
	 * be read, or if two files give one name
	 */
	public static Map<String, CurvePublicKey> read(Resource directory) {
		Map<String, CurvePublicKey> peers = new LinkedHashMap<>();
		Map<String, Path> origins = new LinkedHashMap<>();
		for (Path file : list(directory)) {
			CurveCertificate certificate = CurveCertificate.read(new FileSystemResource(file));
			String name = nameOf(file, certificate);
			Path other = origins.put(name, file);
			if (other != null) {
				throw new UnreadableCertificateException(
						"The peer certificates %s and %s have the same name '%s'; rename or remove one of them"
							.formatted(other, file, name));
			}
			peers.put(name, certificate.publicKey());
		}
		return Collections.unmodifiableMap(peers);
	}

	static List<Path> listKeyFiles(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter(PeerDirectory::isKeyFile).sorted().toList();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private static boolean isKeyFile(Path file) {
		String name = file.getFileName().toString();
		return name.endsWith(SUFFIX) && !name.startsWith(".") && !Files.isDirectory(file);
	}

	private static List<Path> list(Resource directory) {
		try {
			return listKeyFiles(directory.getFile().toPath());
		}
		catch (IOException ex) {
			throw new UnreadableCertificateException(
					"The peer directory %s is no readable directory (%s); check its location and permissions"
						.formatted(directory.getDescription(), ex.getClass().getSimpleName()),
					ex);
		}
	}

	private static String nameOf(Path file, CurveCertificate certificate) {
		String name = certificate.metadata().getOrDefault("name", "");
		if (!name.isBlank()) {
			return name;
		}
		String fileName = file.getFileName().toString();
		return fileName.substring(0, fileName.length() - SUFFIX.length());
	}

}
