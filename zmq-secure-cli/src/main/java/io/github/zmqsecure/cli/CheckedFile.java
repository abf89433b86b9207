// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.autoconfigure.ZmqConfigurationCheck;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * What a start-up would say of one configuration.
 *
 * @param name the file, as it was named
 * @param check what came of it
 * @param failures what stops the start-up
 * @param warnings what would be logged
 */
record CheckedFile(String name, ZmqConfigurationCheck check, List<FailureAnalysis> failures, Set<String> warnings) {

	/**
	 * Check a file as Spring Boot would read it: with its documents, imports and
	 * profiles, and the environment variables of this process.
	 * @param file the file
	 * @param profiles the active profiles
	 * @return what came of it
	 */
	static CheckedFile of(Path file, List<String> profiles) {
		checkRegular(file);
		StandardEnvironment environment = new StandardEnvironment();
		String location = "file:" + file.toAbsolutePath().normalize() + (Files.isDirectory(file) ? "/" : "");
		environment.getPropertySources()
			.addFirst(new MapPropertySource("check", Map.of("spring.config.location", location)));
		List<FailureAnalysis> failures = new ArrayList<>();
		Recorder recorder = new Recorder();
		Logger logger = Logger.getLogger("io.github.zmqsecure");
		logger.addHandler(recorder);
		try {
			ZmqConfigurationCheck check;
			try {
				ConfigDataEnvironmentPostProcessor.applyTo(environment, new DefaultResourceLoader(), null, profiles);
				check = ZmqConfigurationCheck.of(environment);
			}
			catch (RuntimeException ex) {
				failures.add(ZmqConfigurationCheck.analyze(ex));
				check = ZmqConfigurationCheck.of(new StandardEnvironment());
			}
			failures.addAll(check.getFailures());
			if (failures.isEmpty() && !isConfigured(environment)) {
				throw new ZmqSecureException((Files.isDirectory(file))
						? "There is no application.yml or application.properties in '%s' that says anything under 'zmq.secure'; name the file or the profile"
							.formatted(nameOf(file))
						: "'%s' says nothing under 'zmq.secure'; name another file or a profile"
							.formatted(nameOf(file)));
			}
			return new CheckedFile(file.toString(), check, failures, recorder.messages);
		}
		finally {
			logger.removeHandler(recorder);
		}
	}

	private static void checkRegular(Path file) {
		if (!Files.isDirectory(file)) {
			InputFile.check(file);
			return;
		}
		try (Stream<Path> files = Files.list(file)) {
			files.filter((each) -> each.getFileName().toString().startsWith("application"))
				.filter((each) -> !Files.isDirectory(each))
				.forEach(InputFile::check);
		}
		catch (IOException ex) {
			throw new ZmqSecureException(
					"The directory '%s' can't be listed (%s)".formatted(nameOf(file), ex.getClass().getSimpleName()));
		}
	}

	private static String nameOf(Path file) {
		return KeyRedaction.redact(file.toString());
	}

	private static boolean isConfigured(StandardEnvironment environment) {
		ConfigurationPropertyName root = ConfigurationPropertyName.of("zmq.secure");
		for (ConfigurationPropertySource source : ConfigurationPropertySources.from(environment.getPropertySources())) {
			if (source.containsDescendantOf(root) == ConfigurationPropertyState.PRESENT) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Keeps what is logged.
	 */
	private static final class Recorder extends Handler {

		private final Set<String> messages = new LinkedHashSet<>();

		@Override
		public void publish(LogRecord entry) {
			if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
				this.messages.add(KeyRedaction.redact(String.valueOf(entry.getMessage())));
			}
		}

		@Override
		public void flush() {
			// Nothing is held back.
		}

		@Override
		public void close() {
			// Nothing is open.
		}

	}

}
