// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.springframework.core.io.Resource;

/**
 * What some key files and directories of them hold at a moment, and who may read and
 * change them. It is always the content that is compared: key files are small, all of one
 * size, and when symbolic links are swapped, or a file is restored with its old time,
 * size and time say nothing.
 */
final class WatchedFiles {

	private final List<Resource> locations;

	WatchedFiles(Collection<? extends Resource> locations) {
		this.locations = List.copyOf(locations);
	}

	/**
	 * Look at the files now.
	 * @return what equals an earlier answer as long as nothing has changed
	 */
	Map<String, String> look() {
		Map<String, String> state = new TreeMap<>();
		for (Resource location : this.locations) {
			if (location.isFile()) {
				look(location, state);
			}
		}
		return state;
	}

	private static void look(Resource location, Map<String, String> state) {
		try {
			Path path = location.getFile().toPath();
			List<Path> files = KeyFiles.look(path, () -> Files.isDirectory(path) ? KeyFileList.of(path).paths() : null);
			Path directory = path.toAbsolutePath().getParent();
			if (directory != null) {
				look(directory, WatchedFiles::permissions, state);
			}
			if (files == null) {
				look(path, WatchedFiles::contentAndPermissions, state);
				return;
			}
			state.put(path.toString(), "directory");
			look(path, WatchedFiles::permissions, state);
			files.forEach((file) -> look(file, WatchedFiles::contentAndPermissions, state));
		}
		catch (IOException ex) {
			state.put(location.getDescription(), ex.getClass().getName());
		}
	}

	private static void look(Path path, Function<Path, Map<String, String>> description, Map<String, String> state) {
		try {
			state.putAll(KeyFiles.look(path, () -> description.apply(path)));
		}
		catch (IOException ex) {
			state.put(path.toString(), ex.getClass().getName());
		}
	}

	private static Map<String, String> contentAndPermissions(Path file) {
		Map<String, String> state = new TreeMap<>(permissions(file));
		state.put(file.toString(), digest(file));
		return state;
	}

	private static Map<String, String> permissions(Path path) {
		return Map.of("permissions of " + path, KeyFilePermissions.describe(path));
	}

	private static String digest(Path file) {
		if (!CertificateText.isRegularFile(file)) {
			return "no regular file";
		}
		if (CertificateText.isEmpty(file)) {
			return "empty";
		}
		byte[] buffer = new byte[CertificateText.MAX_BYTES + 1];
		try (InputStream in = Files.newInputStream(file)) {
			int length = in.readNBytes(buffer, 0, buffer.length);
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(buffer, 0, length);
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (IOException ex) {
			return ex.getClass().getName();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
		finally {
			Arrays.fill(buffer, (byte) 0);
		}
	}

}
