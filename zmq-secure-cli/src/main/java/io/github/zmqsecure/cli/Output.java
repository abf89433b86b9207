// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a command prints: words, or one JSON object with {@code --json}.
 */
final class Output {

	@Spec(Spec.Target.MIXEE)
	private CommandSpec command = CommandSpec.create();

	@Option(names = "--json", description = "Print one JSON object instead of words, errors included.")
	private boolean json;

	/**
	 * Print one of both.
	 * @param words the words, a line each
	 * @param object the JSON object: maps, collections, numbers, booleans and strings
	 */
	void print(Collection<String> words, Map<String, ?> object) {
		PrintWriter out = this.command.commandLine().getOut();
		if (this.json) {
			out.println(toJson(object));
		}
		else {
			words.forEach(out::println);
		}
		out.flush();
	}

	/**
	 * Print something that was asked for as it is.
	 * @param content the content
	 */
	void printRaw(char[] content) {
		PrintWriter out = this.command.commandLine().getOut();
		out.write(content);
		out.flush();
	}

	/**
	 * Say why a command was not done.
	 * @param command the command
	 * @param json whether to say it as a JSON object
	 * @param message why
	 */
	static void fail(CommandLine command, boolean json, String message) {
		if (json) {
			command.getOut().println(toJson(new LinkedHashMap<>(Map.of("error", message))));
		}
		else {
			command.getErr().println(message);
		}
	}

	static String toJson(Map<String, ?> object) {
		StringWriter text = new StringWriter();
		JsonFactory factory = new JsonFactory();
		try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), text)) {
			write(generator, object);
		}
		return text.toString();
	}

	private static void write(JsonGenerator generator, Object value) {
		if (value instanceof Map<?, ?> map) {
			generator.writeStartObject();
			map.forEach((name, each) -> {
				generator.writeName(String.valueOf(name));
				write(generator, each);
			});
			generator.writeEndObject();
		}
		else if (value instanceof Collection<?> collection) {
			generator.writeStartArray();
			collection.forEach((each) -> write(generator, each));
			generator.writeEndArray();
		}
		else if (value instanceof Boolean flag) {
			generator.writeBoolean(flag);
		}
		else if (value instanceof Integer || value instanceof Long) {
			generator.writeNumber(((Number) value).longValue());
		}
		else {
			generator.writeString(value.toString());
		}
	}

}
