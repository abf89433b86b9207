// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import io.github.zmqsecure.KeyRedaction;

import org.springframework.core.io.DescriptiveResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Where a key, or a directory of keys, is said to be.
 *
 * @since 0.1.0
 */
public final class KeyLocation {

	/** Z85, Base64 and hexadecimal. */
	private static final Set<Integer> KEY_LENGTHS = Set.of(40, 44, 64);

	private KeyLocation() {
	}

	/**
	 * Return what is there. What begins with a slash is a file, though Spring would look
	 * for it on the class path. A key in the place of a location is looked for nowhere,
	 * since others may log what they look for.
	 * @param location the location as it was configured
	 * @param resources loads resources
	 * @return the resource, which need not exist
	 */
	public static Resource resource(String location, ResourceLoader resources) {
		if (KEY_LENGTHS.contains(location.length()) && KeyRedaction.holdsKey(location)) {
			return new DescriptiveResource("at what looks like a key instead of a path");
		}
		return resources.getResource(location.startsWith("/") ? "file:" + location : location);
	}

	/**
	 * Return whether there is no file at a location, though there is the directory in
	 * which it would be.
	 * @param resource the location
	 * @return whether the file is absent, {@code false} if that is not known
	 */
	public static boolean isAbsent(Resource resource) {
		try {
			Path file = (resource.isFile()) ? resource.getFile().toPath().toAbsolutePath() : null;
			return file != null
					&& KeyFiles.look(file, () -> Files.notExists(file) && Files.isDirectory(file.resolveSibling(".")));
		}
		catch (IOException | IllegalArgumentException ex) {
			return false;
		}
	}

}
