// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Reads a bounded UTF-8 file without leaving copies of it behind.
 */
final class CertificateText {

	static final int MAX_BYTES = 64 * 1024;

	private CertificateText() {
	}

	/**
	 * Read a file.
	 * @param resource the file
	 * @return its characters, for the caller to wipe
	 */
	static char[] read(Resource resource) {
		if (!isRegularFile(resource)) {
			throw unreadable(resource, "is a pipe, a device, a socket or a directory and no regular file, so it is not "
					+ "opened; name a certificate file");
		}
		if (isEmpty(resource)) {
			throw unreadable(resource, "is empty, so it holds no key; name a certificate file");
		}
		byte[] bytes = new byte[MAX_BYTES + 1];
		try (InputStream in = resource.getInputStream()) {
			int length = in.readNBytes(bytes, 0, bytes.length);
			if (length > MAX_BYTES) {
				throw unreadable(resource, "is larger than 64 KiB, so it is no certificate; name a certificate file");
			}
			return decode(resource, bytes, length);
		}
		catch (FileNotFoundException | NoSuchFileException ex) {
			throw unreadable(resource, "does not exist or may not be opened", wayTo(resource), ex);
		}
		catch (IOException ex) {
			throw unreadable(resource, "cannot be read", wayTo(resource), ex);
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			// What the JDK says of a malformed location repeats it, and it may be a key.
			throw unreadable(resource, "is no location; check how it is written");
		}
		finally {
			Arrays.fill(bytes, (byte) 0);
		}
	}

	/**
	 * Return the name of a file.
	 * @return the name, empty if the location has none or is malformed, of which
	 * {@link #read} says more
	 */
	static String fileName(Resource resource) {
		try {
			return Objects.requireNonNullElse(resource.getFilename(), "");
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

	/**
	 * Anything else might block whoever reads it. What is missing is told apart when it
	 * is opened.
	 */
	static boolean isRegularFile(Path path) {
		return Files.isRegularFile(path) || Files.notExists(path);
	}

	/**
	 * Files of the kernel say so too, of which some block whoever reads them.
	 */
	static boolean isEmpty(Path path) {
		try {
			return Files.size(path) == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean isEmpty(Resource resource) {
		try {
			return resource.isFile() && isEmpty(resource.getFile().toPath());
		}
		catch (IOException | IllegalArgumentException ex) {
			return false;
		}
	}

	private static boolean isRegularFile(Resource resource) {
		try {
			return !resource.isFile() || isRegularFile(resource.getFile().toPath());
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static char[] decode(Resource resource, byte[] bytes, int length) {
		CharBuffer characters = CharBuffer.allocate(length);
		try {
			CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
			CoderResult result = decoder.decode(ByteBuffer.wrap(bytes, 0, length), characters, true);
			if (result.isError()) {
				throw unreadable(resource, "is not UTF-8 text, so it is no certificate; name a certificate file");
			}
			return Arrays.copyOf(characters.array(), characters.position());
		}
		finally {
			Arrays.fill(characters.array(), '\0');
		}
	}

	private static UnreadableCertificateException unreadable(Resource resource, String problem) {
		return new UnreadableCertificateException(
				"CURVE certificate %s %s".formatted(resource.getDescription(), problem));
	}

	private static UnreadableCertificateException unreadable(Resource resource, String problem, String action,
			IOException cause) {
		return new UnreadableCertificateException("CURVE certificate %s %s (%s); %s"
			.formatted(resource.getDescription(), problem, cause.getClass().getSimpleName(), action), cause);
	}

	private static String wayTo(Resource resource) {
		return (resource instanceof ClassPathResource)
				? "write 'file:' and an absolute path for what is not on the class path"
				: "correct the path, or give the user of this application the right to read the file";
	}

}
