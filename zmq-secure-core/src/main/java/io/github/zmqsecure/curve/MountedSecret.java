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
