// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of a directory that are certificates of peers.
 *
 * @param paths the files, sorted
 * @param complete whether these are all
 */
record KeyFileList(List<Path> paths, boolean complete) {

	static final String SUFFIX = ".key";

	static final int MAX_FILES = 10_000;

	/**
	 * List a directory, of too many files the first by name.
	 */
	static KeyFileList of(Path directory) throws IOException {
		return of(directory, Set.of());
	}

	/**
	 * List a directory. Of too many those count that did before, and then the first by
	 * name.
	 */
	static KeyFileList of(Path directory, Set<Path> known) throws IOException {
		if (Files.exists(directory) && !Files.isDirectory(directory)) {
			throw new NotDirectoryException(directory.toString());
		}
		TreeSet<Path> counted = new TreeSet<>();
		TreeSet<Path> others = new TreeSet<>();
		boolean complete = true;
		try (Stream<Path> files = Files.list(directory).filter(KeyFileList::isKeyFile)) {
			for (Path file : (Iterable<Path>) files::iterator) {
				(known.contains(file) ? counted : others).add(file);
				if (counted.size() + others.size() > MAX_FILES) {
					others.pollLast();
					complete = false;
				}
			}
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
		counted.addAll(others);
		return new KeyFileList(List.copyOf(counted), complete);
	}

	private static boolean isKeyFile(Path file) {
		String name = file.getFileName().toString();
		return name.endsWith(SUFFIX) && !name.startsWith(".");
	}

}
