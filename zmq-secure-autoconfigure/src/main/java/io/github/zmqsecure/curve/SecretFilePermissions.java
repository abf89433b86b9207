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
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.io.Resource;

/**
 * Looks whether others than the owner can read a file that holds a secret key.
 */
final class SecretFilePermissions {

	private static final Log logger = LogFactory.getLog(SecretFilePermissions.class);

	private static final int MAX_WARNED = 1000;

	private static final Set<Path> warned = ConcurrentHashMap.newKeySet();

	private SecretFilePermissions() {
	}

	/**
	 * Warn, once per file, when others can read it.
	 * @param resource the file
	 * @return whether its group or everyone can read it; {@code false} if that is unknown
	 */
	static boolean warnIfReadableByOthers(Resource resource) {
		if (!resource.isFile()) {
			return false;
		}
		try {
			Path path = resource.getFile().toPath().toAbsolutePath();
			PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
			if (view == null) {
				return false;
			}
			Set<PosixFilePermission> permissions = view.readAttributes().permissions();
			boolean readable = permissions.contains(PosixFilePermission.GROUP_READ)
					|| permissions.contains(PosixFilePermission.OTHERS_READ);
			if (readable && warned.size() < MAX_WARNED && warned.add(path)) {
				logger.warn(
						"The secret CURVE key in %s can be read by others than its owner (%s); run 'chmod 600' on it, or set 'defaultMode: 0400' if it is a Kubernetes secret volume"
							.formatted(path, PosixFilePermissions.toString(EnumSet.copyOf(permissions))));
			}
			return readable;
		}
		catch (IOException ex) {
			logger.debug("The permissions of %s are unknown".formatted(resource.getDescription()), ex);
			return false;
		}
	}

}
