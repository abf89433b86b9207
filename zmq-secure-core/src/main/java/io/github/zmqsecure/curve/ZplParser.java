// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Strict parser for the <a href="https://rfc.zeromq.org/spec/4/">ZeroMQ Property
 * Language</a>. Values are views of the text, so that no copy of a secret is made.
 */
final class ZplParser {

	private static final int INDENT = 4;

	private static final String NAME_SYMBOLS = "$-_@.&+/";

	private final String description;

	private final char[] text;

	private final Handler handler;

	private final List<String> path = new ArrayList<>();

	private int line;

	private ZplParser(String description, char[] text, Handler handler) {
		this.description = description;
		this.text = text;
		this.handler = handler;
	}

	/**
	 * Parse a text.
	 * @param description where it comes from, for messages
	 * @param text the text
	 * @param handler gets each property that has a value
	 * @throws UnreadableCertificateException if the text is malformed
	 */
	static void parse(String description, char[] text, Handler handler) {
		new ZplParser(description, text, handler).parse();
	}

	private void parse() {
		int start = (this.text.length > 0 && this.text[0] == '\uFEFF') ? 1 : 0;
		while (start < this.text.length) {
			int end = start;
			while (end < this.text.length && this.text[end] != '\n') {
				end++;
			}
			this.line++;
			parseLine(start, trimEnd(start, end));
			start = end + 1;
		}
	}

	private void parseLine(int start, int end) {
		checkPrintable(start, end);
		int first = skipWhitespace(start, end);
		if (first == end || this.text[first] == '#') {
			return;
		}
		int from = start;
		while (this.text[from] == ' ') {
			from++;
		}
		int nameEnd = isMetadata(from - start) ? trimEnd(from, indexOf('=', from, end)) : from;
		while (nameEnd < end && isNameCharacter(this.text[nameEnd])) {
			nameEnd++;
		}
		if (nameEnd == from) {
			throw malformed(
					"a name is missing; indent by spaces, not by tabs, and write 'name', 'name = value' or '# comment'");
		}
		enter(from - start, new String(this.text, from, nameEnd - from));
		int after = skipWhitespace(nameEnd, end);
		if (after < end && this.text[after] == '=') {
			parseValue(skipWhitespace(after + 1, end), end);
		}
		else {
			checkNothingBut(after, end,
					"the name; write 'curve' and below it, indented by four spaces, 'public-key = \"...\"' or "
							+ "'secret-key = \"...\"'");
		}
	}

	/**
	 * Other programs write any name there.
	 */
	private boolean isMetadata(int indentation) {
		return indentation > 0 && !this.path.isEmpty() && "metadata".equals(this.path.get(0));
	}

	private void enter(int indentation, String name) {
		int level = indentation / INDENT;
		if (indentation % INDENT != 0 || level > this.path.size()) {
			throw malformed("wrong indentation; indent by four spaces for each level");
		}
		while (this.path.size() > level) {
			this.path.remove(this.path.size() - 1);
		}
		this.path.add(name);
	}

	private void parseValue(int start, int end) {
		if (start < end && (this.text[start] == '"' || this.text[start] == '\'')) {
			int close = indexOf(this.text[start], start + 1, end);
			if (close == end) {
				throw malformed("the closing quote is missing; add it");
			}
			checkNothingBut(skipWhitespace(close + 1, end), end, "the closing quote; end the line there");
			emit(start + 1, close);
		}
		else {
			emit(start, trimEnd(start, indexOf('#', start, end)));
		}
	}

	private void emit(int start, int end) {
		CharBuffer value = CharBuffer.wrap(this.text, start, end - start);
		this.handler.property(String.join("/", this.path), value, this.line);
	}

	private void checkPrintable(int start, int end) {
		for (int i = start; i < end; i++) {
			if (Character.isISOControl(this.text[i]) && this.text[i] != '\t') {
				throw malformed(
						"it has a control character, so this is no certificate, or a damaged one; copy the file anew");
			}
		}
	}

	private void checkNothingBut(int start, int end, String after) {
		if (start < end && this.text[start] != '#') {
			throw malformed("there is something after " + after);
		}
	}

	private int indexOf(char character, int start, int end) {
		int index = start;
		while (index < end && this.text[index] != character) {
			index++;
		}
		return index;
	}

	private int skipWhitespace(int start, int end) {
		int index = start;
		while (index < end && Character.isWhitespace(this.text[index])) {
			index++;
		}
		return index;
	}

	private int trimEnd(int start, int end) {
		int index = end;
		while (index > start && Character.isWhitespace(this.text[index - 1])) {
			index--;
		}
		return index;
	}

	private UnreadableCertificateException malformed(String problem) {
		return UnreadableCertificateException.at(this.description, this.line, problem, null);
	}

	private static boolean isNameCharacter(char character) {
		return (character < 128 && Character.isLetterOrDigit(character)) || NAME_SYMBOLS.indexOf(character) >= 0;
	}

	/**
	 * Gets the properties of a text.
	 */
	@FunctionalInterface
	interface Handler {

		/**
		 * Called for each property that has a value.
		 * @param path the names from the top, joined by slashes
		 * @param value a view of the text, valid during the call
		 * @param line the line, from 1
		 */
		void property(String path, CharBuffer value, int line);

	}

}
