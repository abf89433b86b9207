// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;

/**
 * Tells the files that a container platform mounts from others: they belong to root, can
 * be changed by nobody else, and are what the platform makes them. Known are the
 * {@code ..data} link of Kubernetes volumes and Docker's {@code /run/secrets}.
 */
final class MountedSecret {

	private static final Set<Path> DOCKER = Set.of(Path.of("/run/secrets"), Path.of("/var/run/secrets"));

	private MountedSecret() {
	}

	/**
	 * Return whether a file is a mounted secret.
	 * @param path the file
	 * @return whether it is; {@code false} if that is unknown
	 */
	static boolean isOne(Path path) {
		try {
			Path directory = path.toAbsolutePath().normalize().getParent();
			return directory != null && (isLinked(directory, path) || DOCKER.stream().anyMatch(directory::startsWith))
					&& isRoots(path.toRealPath());
		}
		catch (IOException | RuntimeException ex) {
			return false;
		}
	}

	private static boolean isLinked(Path directory, Path path) throws IOException {
		Path data = directory.resolve("..data");
		return Files.isSymbolicLink(data) && path.toRealPath().startsWith(data.toRealPath());
	}

	private static boolean isRoots(Path file) throws IOException {
		Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
		return Objects.equals(Files.getAttribute(file, "unix:uid"), 0)
				&& !permissions.contains(PosixFilePermission.GROUP_WRITE)
				&& !permissions.contains(PosixFilePermission.OTHERS_WRITE);
	}

}
