// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.zmqsecure.support.DocumentationPage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what {@code docs/architecture.md} names is there, and that all is named that
 * there is.
 */
class ArchitectureDocumentationTests {

	private static final Pattern TYPE = Pattern.compile("`@?([A-Z][a-z]\\w+)`");

	private static final Pattern METHOD = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)\\(");

	private static final Pattern MODULE = Pattern.compile("<module>([\\w-]+)</module>");

	private static final Pattern WALK = Pattern.compile("### (A .*)");

	private static final Pattern TYPE_FILE = Pattern.compile("[A-Za-z0-9_]+\\.java");

	private final DocumentationPage page = DocumentationPage.of("docs/architecture.md");

	@Test
	void eachTypeExists() throws IOException {
		Set<String> sources = new TreeSet<>();
		for (String module : List.of("zmq-secure-nacl", "zmq-secure-core", "zmq-secure-autoconfigure")) {
			try (Stream<Path> files = Files.walk(DocumentationPage.root().resolve(module).resolve("src"))) {
				files.map((file) -> file.getFileName().toString()).forEach(sources::add);
			}
		}
		Set<String> named = TYPE.matcher(this.page.text())
			.results()
			.map((type) -> type.group(1) + ".java")
			.collect(Collectors.toSet());
		assertThat(named).hasSizeGreaterThan(80);
		assertThat(named.stream().filter((file) -> !sources.contains(file))).isEmpty();
	}

	/**
	 * In all pages, as in {@code ManagedSocket.getEndpoints()}.
	 */
	@Test
	void eachMethodExists() throws IOException {
		Map<String, String> sources = new TreeMap<>();
		for (String module : List.of("zmq-secure-core", "zmq-secure-autoconfigure")) {
			try (Stream<Path> files = Files.walk(DocumentationPage.root().resolve(module).resolve("src"))) {
				for (Path file : files.filter((file) -> file.toString().endsWith(".java")).toList()) {
					sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
				}
			}
		}
		List<String> missing = new ArrayList<>();
		int found = 0;
		try (Stream<Path> pages = Files.list(DocumentationPage.root().resolve("docs"))) {
			for (Path page : pages.filter((file) -> file.toString().endsWith(".md")).toList()) {
				for (MatchResult method : METHOD.matcher(Files.readString(page)).results().toList()) {
					String source = sources.get(method.group(1));
					if (source != null && !source.contains(" " + method.group(2) + "(")) {
						missing.add(page.getFileName() + ": " + method.group());
					}
					found += (source != null) ? 1 : 0;
				}
			}
		}
		assertThat(missing).isEmpty();
		assertThat(found).isGreaterThan(5);
	}

	@Test
	void namesEachModule() throws IOException {
		assertThat(MODULE.matcher(Files.readString(DocumentationPage.root().resolve("pom.xml")))
			.results()
			.map((module) -> module.group(1))).isNotEmpty()
			.allSatisfy((module) -> assertThat(this.page.names("module")).contains(module));
	}

	@Test
	void namesEachRoom() throws IOException {
		Set<String> rooms = new TreeSet<>();
		for (String module : List.of("zmq-secure-core", "zmq-secure-autoconfigure")) {
			try (Stream<Path> files = Files
				.list(DocumentationPage.root().resolve(module).resolve("src/main/java/io/github/zmqsecure"))) {
				files.filter(Files::isDirectory).map((file) -> file.getFileName().toString()).forEach(rooms::add);
			}
		}
		assertThat(this.page.names("room").collect(Collectors.toSet())).isEqualTo(rooms);
	}

	@Test
	void countsTheClassesOfEachWalk() {
		Map<String, Set<String>> walks = new TreeMap<>();
		Set<String> walk = new TreeSet<>();
		for (String line : this.page.text().lines().toList()) {
			if (line.startsWith("#")) {
				walk = new TreeSet<>();
			}
			if (WALK.matcher(line).matches()) {
				walks.put(line.substring("### ".length()), walk);
			}
			String[] cells = line.split("\\|", -1);
			if (cells.length == 5) {
				TYPE.matcher(cells[3]).results().map((type) -> type.group(1)).forEach(walk::add);
			}
		}
		assertThat(walks).hasSize(5);
		assertThat(this.page.rows("walk")).hasSize(5)
			.allSatisfy((row) -> assertThat(row.split("\\|", -1)[2].trim())
				.isEqualTo(String.valueOf(walks.get(row.split("\\|", -1)[1].trim()).size())));
	}

	/**
	 * As a reader meets them, from the Javadoc on, and with licence and imports.
	 */
	@Test
	void classesAreSmall() throws IOException {
		Map<String, Integer> lengths = new TreeMap<>();
		Map<String, Integer> whole = new TreeMap<>();
		for (String module : List.of("zmq-secure-nacl", "zmq-secure-core", "zmq-secure-autoconfigure",
				"zmq-secure-cli")) {
			try (Stream<Path> files = Files.walk(DocumentationPage.root().resolve(module).resolve("src/main/java"))) {
				for (Path file : files.filter((file) -> TYPE_FILE.matcher(file.getFileName().toString()).matches())
					.toList()) {
					List<String> lines = Files.readAllLines(file);
					whole.put(file.getFileName().toString(), lines.size());
					lengths.put(file.getFileName().toString(), lengthOf(lines));
				}
			}
		}
		assertThat(medianOf(lengths)).isLessThan(85);
		assertThat(medianOf(whole)).isLessThan(90);
		whole.keySet().removeAll(Set.of("ZmqSecureProperties.java", "ZmqSocketOptions.java"));
		assertThat(whole).hasSizeGreaterThan(500)
			.allSatisfy((file, length) -> assertThat(length).as(file).isLessThanOrEqualTo(300));
	}

	private static int medianOf(Map<String, Integer> lengths) {
		List<Integer> sorted = lengths.values().stream().sorted().toList();
		return sorted.get(sorted.size() / 2);
	}

	private static int lengthOf(List<String> lines) {
		int last = 0;
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).startsWith("import ") || lines.get(i).startsWith("package ")) {
				last = i;
			}
		}
		return lines.size() - (last + 2);
	}

}
