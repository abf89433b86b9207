// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.github.zmqsecure.thread.BoundedCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * Looks at key files and their directories with a time limit for each: a pipe may be put
 * in the place of a file just before it is opened, and a network file system may have
 * lost its server.
 */
final class KeyFiles {

	private static final BoundedCalls CALLS = new BoundedCalls("zmq-key-files", Duration.ofSeconds(5));

	private KeyFiles() {
	}

	/**
	 * Read a file.
	 * @throws UnreadableCertificateException if it does not answer, or {@code read} says
	 * so
	 */
	static <T> T read(Resource resource, Supplier<T> read) {
		try {
			return CALLS.call(nameOf(resource), read::get);
		}
		catch (TimeoutException ex) {
			throw new UnreadableCertificateException(
					("CURVE certificate %s does not answer: to look at it does not come to an end, as of a pipe, a "
							+ "device or a network file system that has lost its server; mend that, or remove the file")
						.formatted(resource.getDescription()),
					ex);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Look at a file or directory.
	 * @throws NoAnswerException if it does not answer
	 * @throws IOException if {@code look} throws it
	 */
	static <T extends @Nullable Object> T look(Path path, Callable<T> look) throws IOException {
		try {
			return CALLS.call(nameOf(path), look);
		}
		catch (TimeoutException ex) {
			throw new NoAnswerException(path + " does not answer", ex);
		}
		catch (IOException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String nameOf(Path path) {
		return path.toAbsolutePath().toString();
	}

	private static String nameOf(Resource resource) {
		try {
			return resource.isFile() ? nameOf(resource.getFile().toPath()) : resource.getDescription();
		}
		catch (IOException | IllegalArgumentException ex) {
			return resource.getDescription();
		}
	}

	/**
	 * Thrown for what does not answer.
	 */
	static final class NoAnswerException extends IOException {

		private static final long serialVersionUID = 1L;

		NoAnswerException(String message, Throwable cause) {
			super(message, cause);
		}

	}

}
