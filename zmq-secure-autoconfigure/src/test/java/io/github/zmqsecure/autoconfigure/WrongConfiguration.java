// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.ClassUtils;

/**
 * A wrong configuration and what mends it, as a difference: lines of the wrong one begin
 * with a dash, those of the mended one with a plus, those of both with a space, and what
 * the user reads with a greater-than sign. Besides YAML there are
 * <ul>
 * <li>{@code @file NAME MODE CONTENT}, {@code @directory NAME}, {@code @pipe NAME} beside
 * the YAML file, which is called {@code application.yml}; DIR stands for their
 * directory,</li>
 * <li>{@code @env NAME=VALUE} for a variable of the environment and {@code @arg ARGUMENT}
 * for an argument,</li>
 * <li>{@code @bean CLASS} for a class of {@link WrongConfigurationTests}.</li>
 * </ul>
 *
 * @param name what is wrong
 * @param wrong the lines of the wrong configuration
 * @param mended the lines of the mended one
 * @param message what the user reads
 */
record WrongConfiguration(String name, List<String> wrong, List<String> mended, String message) {

	private static final String SECRET = "athEIDrpDKyz<L7bZpA8Vr#wH+4^RMM<*l?>}{gx";

	private static final String SECRET_HEX = "202edd007a5808a86b19b5cc24781fa1b25fdbe7ca6aa159980cb19be934c042";

	private static final Map<String, String> KEYS = Map.of("{public}", "@Q:^-XMapvbR*6g0.AwT9vFoYVL#g=Hm2<o:bE!Z",
			"{secret}", SECRET, "{secret-hex}", SECRET_HEX, "{public-hex}",
			"fdf468e3b95583e124321450024900411d27b641b31b41328698c2e0c78cc028", "{short-secret}", SECRET.substring(1),
			"{short-secret-hex}", SECRET_HEX.substring(1), "{other-public}", "F9xF7XRn1)Q0C%yW#.EU/?xwW95bP35KxI+(@&9S",
			"{other-secret}", "CUxRNTJomAe(ADr+DL}EwX1#Mqzi3AwSh(*1*C%D");

	/** What no message may show. */
	static final List<String> SECRETS = List.of(SECRET, SECRET.substring(1), SECRET_HEX, SECRET_HEX.substring(1),
			KEYS.get("{other-secret}"));

	static List<WrongConfiguration> readAll() throws IOException {
		List<WrongConfiguration> all = new ArrayList<>();
		Path directory = Path.of("src/test/resources/wrong-configurations");
		try (Stream<Path> files = Files.list(directory)) {
			for (Path file : files.sorted().toList()) {
				Arrays.stream(Files.readString(file).split("(?m)^== "))
					.skip(1)
					.map(WrongConfiguration::parse)
					.forEach(all::add);
			}
		}
		return all;
	}

	private static WrongConfiguration parse(String text) {
		List<String> lines = text.lines().toList();
		return new WrongConfiguration(lines.get(0), select(lines, " -"), select(lines, " +"),
				String.join("\n", select(lines, ">")));
	}

	private static String withKeys(String text) {
		String result = text;
		for (Map.Entry<String, String> key : KEYS.entrySet()) {
			result = result.replace(key.getKey(), key.getValue());
		}
		return result;
	}

	private static List<String> select(List<String> lines, String signs) {
		return lines.stream()
			.skip(1)
			.filter((line) -> !line.isEmpty() && signs.indexOf(line.charAt(0)) >= 0)
			.map((line) -> line.substring(1))
			.toList();
	}

	/**
	 * Run an application that is configured so.
	 * @param lines the lines of the configuration
	 * @param directory where to write its files
	 * @return the application
	 */
	static ConfigurableApplicationContext run(List<String> lines, Path directory) {
		StringBuilder yaml = new StringBuilder();
		Map<String, Object> variables = new LinkedHashMap<>();
		List<String> arguments = new ArrayList<>();
		List<Class<?>> sources = new ArrayList<>(List.of(WrongConfigurationTests.Application.class));
		for (String each : lines) {
			String line = withKeys(each.replace("DIR", directory.toString()));
			String[] words = line.split(" ", 2);
			switch (words[0]) {
				case "@file", "@directory", "@pipe" -> makeFile(directory, words[0], words[1]);
				case "@env" -> variables.put(words[1].split("=", 2)[0], words[1].split("=", 2)[1]);
				case "@arg" -> arguments.add(words[1]);
				case "@bean" ->
					sources.add(ClassUtils.resolveClassName(WrongConfigurationTests.class.getName() + "." + words[1],
							WrongConfigurationTests.class.getClassLoader()));
				default -> yaml.append(line).append('\n');
			}
		}
		write(directory.resolve("application.yml"), yaml.toString());
		System.setProperty("spring.config.location", directory + "/");
		try {
			return application(sources, variables).run(arguments.toArray(String[]::new));
		}
		finally {
			System.clearProperty("spring.config.location");
		}
	}

	private static SpringApplicationBuilder application(List<Class<?>> sources, Map<String, Object> variables) {
		return new SpringApplicationBuilder(sources.toArray(Class[]::new)).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.environment(environment(variables));
	}

	/**
	 * Return what an application said that did not start.
	 * @param output what it printed
	 * @param directory the directory of its files
	 * @return the description and the action
	 */
	static String messageIn(String output, Path directory) {
		int start = output.indexOf("Description:");
		if (start < 0) {
			return "";
		}
		return output.substring(start)
			.replace(directory.toString(), "DIR")
			.replaceAll("no more than [0-9]+ MB", "no more than N MB")
			.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty() && !line.equals("Description:")
					&& !line.equals("Unusable configuration of ZMQ Secure:"))
			.map((line) -> " " + line)
			.collect(Collectors.joining("\n"));
	}

	private static StandardEnvironment environment(Map<String, Object> variables) {
		return new StandardEnvironment() {

			@Override
			protected void customizePropertySources(MutablePropertySources sources) {
				sources.addLast(
						new PropertiesPropertySource(SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, System.getProperties()));
				sources
					.addLast(new SystemEnvironmentPropertySource(SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
			}

		};
	}

	private static void makeFile(Path directory, String kind, String description) {
		String[] words = description.split(" ", 3);
		Path file = directory.resolve(words[0]);
		try {
			switch (kind) {
				case "@directory" -> Files.createDirectory(file);
				case "@pipe" -> new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
				default -> {
					write(file, words[2].translateEscapes());
					Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions(words[1])));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void write(Path file, String text) {
		try {
			Files.createDirectories(file.getParent());
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String permissions(String octal) {
		StringBuilder permissions = new StringBuilder();
		octal.chars().map((digit) -> digit - '0').forEach((digit) -> {
			for (int bit = 2; bit >= 0; bit--) {
				permissions.append(((digit >> bit & 1) == 1) ? "xwr".charAt(bit) : '-');
			}
		});
		return permissions.toString();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
