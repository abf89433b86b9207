// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Creates files that hold keys: whole or not at all, never in the place of another, and
 * with the mode they shall have from the first byte on.
 *
 * @since 0.1.0
 */
public final class NewKeyFile {

	private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

	private static final Set<PosixFilePermission> OWNERS_DIRECTORY = PosixFilePermissions.fromString("rwx------");

	private static final Set<PosixFilePermission> EVERYBODY = PosixFilePermissions.fromString("rw-r--r--");

	private NewKeyFile() {
	}

	/**
	 * Create a file that only its owner can read (mode 600).
	 * @param file the file, in a directory that exists
	 * @param content what it holds, which the caller wipes
	 * @throws FileAlreadyExistsException if there is such a file; it is left as it is
	 * @throws IOException if the file can't be written; then there is none
	 */
	public static void createForOwner(Path file, CharSequence content) throws IOException {
		create(file, content, OWNER);
	}

	/**
	 * Create a file that everybody can read (mode 644).
	 * @param file the file, in a directory that exists
	 * @param content what it holds
	 * @throws FileAlreadyExistsException if there is such a file; it is left as it is
	 * @throws IOException if the file can't be written; then there is none
	 */
	public static void createForEverybody(Path file, CharSequence content) throws IOException {
		create(file, content, EVERYBODY);
	}

	/**
	 * Create a directory, with those above it, that only its owner can enter (mode 700),
	 * whatever the umask is. One that exists is left as it is.
	 * @param directory the directory
	 * @throws IOException if it can't be created
	 */
	public static void createDirectories(Path directory) throws IOException {
		Files.createDirectories(directory, attributes(directory, OWNERS_DIRECTORY));
	}

	private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
		return isPosix(path) ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(permissions) }
				: new FileAttribute<?>[0];
	}

	private static boolean isPosix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

	/**
	 * What fails is told of the file that was named, not of that beside it.
	 */
	private static void create(Path file, CharSequence content, Set<PosixFilePermission> permissions)
			throws IOException {
		try {
			createWhole(file, content, permissions);
		}
		catch (FileSystemException ex) {
			FileSystemException named = toldOf(file.toString(), ex);
			named.initCause(ex);
			throw named;
		}
	}

	private static FileSystemException toldOf(String file, FileSystemException ex) {
		if (ex instanceof FileAlreadyExistsException) {
			return new FileAlreadyExistsException(file);
		}
		if (ex instanceof AccessDeniedException) {
			return new AccessDeniedException(file, null, ex.getReason());
		}
		if (ex instanceof NoSuchFileException) {
			return new NoSuchFileException(file, null, ex.getReason());
		}
		return new FileSystemException(file, null, ex.getReason());
	}

	/**
	 * A link is made to what was written whole: it fails where there is a file already.
	 */
	private static void createWhole(Path file, CharSequence content, Set<PosixFilePermission> permissions)
			throws IOException {
		if (Files.exists(file)) {
			throw new FileAlreadyExistsException(file.toString());
		}
		Path whole = file.resolveSibling("." + UUID.randomUUID() + ".tmp");
		try {
			write(whole, content, permissions);
			try {
				Files.createLink(file, whole);
			}
			catch (UnsupportedOperationException ex) {
				write(file, content, permissions);
			}
		}
		finally {
			Files.deleteIfExists(whole);
		}
	}

	private static void write(Path file, CharSequence content, Set<PosixFilePermission> permissions)
			throws IOException {
		ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(content));
		try (SeekableByteChannel channel = Files.newByteChannel(file,
				Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(file, permissions))) {
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
		}
		finally {
			bytes.clear();
			bytes.put(new byte[bytes.capacity()]);
		}
		if (isPosix(file)) {
			Files.setPosixFilePermissions(file, permissions);
		}
	}

}
