// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.io.IOException;
import java.nio.file.Path;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The sample. What runs in it follows from the sockets in {@code application.yml}: both
 * sides, one of them with the profile {@code service} or {@code gateway}, or a broker
 * between them with the profile {@code broker}.
 *
 * @since 0.1.0
 */
@EnableScheduling
@SpringBootApplication
public class SampleApplication {

	/**
	 * Run the application, or make its key files.
	 * @param args {@code --zmq.sample.make-keys=DIR} to make key files in that directory
	 * and end, otherwise Spring Boot's own arguments
	 * @throws IOException if the key files can't be written
	 */
	public static void main(String[] args) throws IOException {
		String directory = new SimpleCommandLinePropertySource(args).getProperty("zmq.sample.make-keys");
		if (directory != null) {
			KeyFiles.make(Path.of(directory), "orders-service", "gateway", "python", "broker");
			return;
		}
		SpringApplication.run(SampleApplication.class, args);
	}

}
