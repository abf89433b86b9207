// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, for tests that hold it to account. Immutable.
 */
public final class DocumentationPage {

	private final String text;

	private DocumentationPage(String text) {
		this.text = text;
	}

	/**
	 * Read a page.
	 * @param name its path in the repository, such as {@code docs/reference.md}
	 * @return the page
	 */
	public static DocumentationPage of(String name) {
		try {
			return new DocumentationPage(Files.readString(root().resolve(name)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the directory of the repository.
	 * @return the directory that has the documentation and all modules
	 */
	public static Path root() {
		Path directory = Path.of("").toAbsolutePath();
		while (!Files.exists(directory.resolve("docs/decisions.md"))) {
			directory = Objects.requireNonNull(directory.getParent(), "Not inside of the repository");
		}
		return directory;
	}

	/**
	 * Return the text of the page.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Return the rows of all tables whose first column has this heading.
	 * @param heading the heading of the first column
	 * @return the rows, each as it stands on the page, without headings
	 */
	public List<String> rows(String heading) {
		List<String> rows = new ArrayList<>();
		boolean inside = false;
		for (String line : this.text.lines().toList()) {
			inside = line.startsWith("|") && (inside || line.startsWith("| " + heading + " |"));
			if (inside && !line.startsWith("| " + heading + " |") && !line.startsWith("|---")) {
				rows.add(line);
			}
		}
		return rows;
	}

	/**
	 * Return the names in backticks that the first cells of these rows hold.
	 * @param heading the heading of the first column
	 * @return the names
	 */
	public Stream<String> names(String heading) {
		return rows(heading).stream()
			.map((row) -> row.split("\\|", -1)[1])
			.flatMap((cell) -> Pattern.compile("`([^`]+)`").matcher(cell).results())
			.map((match) -> match.group(1));
	}

	/**
	 * Return the examples of a language.
	 * @param language the language, such as {@code java}
	 * @return the text between the fences
	 */
	public List<String> examples(String language) {
		return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
			.matcher(this.text)
			.results()
			.map((match) -> match.group(1))
			.toList();
	}

	/**
	 * Return what a mark such as {@code <!-- file: orders/application.yml -->} announces.
	 * @param mark the text of the mark
	 * @return the text between the fences that follow
	 */
	public String marked(String mark) {
		return Pattern.compile("<!-- " + Pattern.quote(mark) + " -->\\s*```\\w+\\n(.*?)```", Pattern.DOTALL)
			.matcher(this.text)
			.results()
			.map((match) -> match.group(1))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Nothing is marked '" + mark + "'"));
	}

	/**
	 * Return code without indentation and line breaks, which the formatter owns, and
	 * without the modifier that nested classes need.
	 * @param code the code
	 * @return its tokens, more or less
	 */
	public static List<String> tokens(String code) {
		return Stream.of(code.replaceAll("([(),.;])", " $1 ").trim().split("\\s+", -1))
			.filter((token) -> !token.equals("static"))
			.toList();
	}

}
