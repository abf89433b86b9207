// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * Looks whether others than the owner can read a file that holds a secret key, or change
 * a file or a directory that says who is let in. Warns once for each. Known on POSIX file
 * systems only.
 */
final class KeyFilePermissions {

	private static final Log logger = LogFactory.getLog(KeyFilePermissions.class);

	private static final int MAX_WARNED = 1000;

	private static final int STICKY = 01000;

	private static final Set<Path> warned = ConcurrentHashMap.newKeySet();

	/** As Kubernetes makes the files of a secret with {@code fsGroup}. */
	private static final Set<PosixFilePermission> MOUNTED_FOR_GROUP = PosixFilePermissions.fromString("r--r-----");

	private KeyFilePermissions() {
	}

	/**
	 * Warn, once per file, or refuse when others can read it.
	 * @param resource the file
	 * @param policy which of both
	 * @return whether its group or everyone can read it; {@code false} if that is unknown
	 * @throws UnreadableCertificateException if it is refused
	 */
	static boolean checkReadableByOthers(Resource resource, KeyFilePolicy policy) {
		Path path = pathOf(resource);
		PosixFileAttributes attributes = (path != null) ? read(path) : null;
		if (path == null || attributes == null) {
			return false;
		}
		Set<PosixFilePermission> permissions = attributes.permissions();
		boolean everyone = permissions.contains(PosixFilePermission.OTHERS_READ);
		boolean group = permissions.contains(PosixFilePermission.GROUP_READ) && !permissions.equals(MOUNTED_FOR_GROUP);
		if ((everyone || group) && policy != KeyFilePolicy.IGNORE && !MountedSecret.isOne(path)) {
			String problem = "The secret CURVE key in %s can be read by others than its owner (%s); run 'chmod 600' on it, or set 'defaultMode: 0400' if it is a Kubernetes secret volume"
				.formatted(path, PosixFilePermissions.toString(permissions));
			if (policy == KeyFilePolicy.ENFORCE) {
				throw new UnreadableCertificateException(problem);
			}
			warn(path, problem);
		}
		return everyone || permissions.contains(PosixFilePermission.GROUP_READ);
	}

	/**
	 * Warn, once per file, or refuse when others can change it or put another in its
	 * place.
	 * @param resource the file
	 * @param policy which of both
	 * @throws UnreadableCertificateException if it is refused
	 */
	static void checkWritableByOthers(Resource resource, KeyFilePolicy policy) {
		Path path = pathOf(resource);
		if (path != null) {
			checkWritableByOthers(path, policy);
			Path directory = path.getParent();
			if (directory != null && !isSticky(directory)) {
				checkWritableByOthers(directory, policy);
			}
		}
	}

	/**
	 * Warn, once per path, or refuse when others can change it.
	 * @param path the file or directory
	 * @param policy which of both
	 * @throws UnreadableCertificateException if it is refused
	 */
	static void checkWritableByOthers(Path path, KeyFilePolicy policy) {
		boolean known = policy == KeyFilePolicy.WARN && warned.contains(path.toAbsolutePath());
		PosixFileAttributes attributes = (known || policy == KeyFilePolicy.IGNORE) ? null : read(path);
		String problem = (attributes != null) ? problemOf(path, attributes) : null;
		if (problem == null || isReadOnly(path)) {
			return;
		}
		if (policy == KeyFilePolicy.ENFORCE) {
			throw new UnreadableCertificateException(problem);
		}
		warn(path.toAbsolutePath(), problem);
	}

	/**
	 * Return what may change by and by although the content of a file does not.
	 * @param path the file or directory
	 * @return mode and owner, empty where they are unknown
	 */
	static String describe(Path path) {
		try {
			return Files.getAttribute(path, "unix:mode") + " " + Files.getAttribute(path, "unix:uid");
		}
		catch (IOException | RuntimeException ex) {
			return "";
		}
	}

	private static @Nullable String problemOf(Path path, PosixFileAttributes attributes) {
		Set<PosixFilePermission> permissions = attributes.permissions();
		if (permissions.contains(PosixFilePermission.GROUP_WRITE)
				|| permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
			return "%s can be changed by others than its owner (%s), who could let in whom they like; run 'chmod go-w' on it"
				.formatted(path, PosixFilePermissions.toString(permissions));
		}
		return (!isForeign(path)) ? null
				: "%s belongs to '%s', neither to the user of this application nor to root, who could let in whom they like; run 'chown' on it"
					.formatted(path, attributes.owner().getName());
	}

	/**
	 * Write to the log once for each path.
	 */
	private static void warn(Path path, String message) {
		if (warned.size() < MAX_WARNED && warned.add(path)) {
			logger.warn(message);
		}
	}

	/**
	 * In a directory like {@code /tmp} nobody can replace the files of others.
	 */
	private static boolean isSticky(Path directory) {
		try {
			return (Files.getAttribute(directory, "unix:mode") instanceof Integer mode) && (mode & STICKY) != 0;
		}
		catch (IOException | RuntimeException ex) {
			return false;
		}
	}

	private static boolean isForeign(Path path) {
		try {
			Object owner = Files.getAttribute(path, "unix:uid");
			return !Objects.equals(owner, 0)
					&& !Objects.equals(owner, Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
		}
		catch (IOException | RuntimeException ex) {
			return false;
		}
	}

	private static boolean isReadOnly(Path path) {
		try {
			return Files.getFileStore(path).isReadOnly();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static @Nullable PosixFileAttributes read(Path path) {
		try {
			PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
			return (view != null) ? view.readAttributes() : null;
		}
		catch (IOException ex) {
			logger.debug("The permissions of %s are unknown".formatted(path), ex);
			return null;
		}
	}

	private static @Nullable Path pathOf(Resource resource) {
		try {
			return resource.isFile() ? resource.getFile().toPath().toAbsolutePath() : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

}
