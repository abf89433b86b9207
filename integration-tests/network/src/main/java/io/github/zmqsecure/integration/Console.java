// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Scanner;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.StreamSupport;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.ApplicationContext;

/**
 * Lets whoever started an application ask how it is, a line a question: {@code counts},
 * {@code health SOCKET}, {@code meter NAME TAG VALUE ...}, or a command of its own.
 */
class Console {

	static final String ANSWER = "> ";

	private final ApplicationContext context;

	private final Map<String, LongSupplier> counts;

	private final Map<String, Runnable> commands;

	Console(ApplicationContext context, Map<String, LongSupplier> counts, Map<String, Runnable> commands) {
		this.context = context;
		this.counts = new TreeMap<>(counts);
		this.commands = commands;
	}

	/**
	 * Answer until there are no more questions.
	 */
	void run() {
		System.out.println(ANSWER + "ready");
		Scanner questions = new Scanner(System.in, StandardCharsets.UTF_8);
		while (questions.hasNextLine()) {
			System.out.println(ANSWER + answer(questions.nextLine().split(" ", -1)));
		}
	}

	private String answer(String[] question) {
		return switch (question[0]) {
			case "counts" -> counts();
			case "health" -> health(question[1]);
			case "meter" -> meter(question);
			default -> {
				Objects.requireNonNull(this.commands.get(question[0]), question[0]).run();
				yield "done";
			}
		};
	}

	private String counts() {
		StringJoiner counts = new StringJoiner(" ");
		this.counts.forEach((name, count) -> counts.add(name + "=" + count.getAsLong()));
		return counts.toString();
	}

	private String health(String socket) {
		CompositeHealthContributor sockets = (CompositeHealthContributor) this.context
			.getBean(HealthContributorRegistry.class)
			.getContributor("zmq");
		HealthIndicator indicator = (HealthIndicator) Objects.requireNonNull(sockets).getContributor(socket);
		Health health = Objects.requireNonNull(Objects.requireNonNull(indicator).health());
		return health.getStatus() + " " + health.getDetails();
	}

	private String meter(String[] question) {
		String[] tags = new String[question.length - 2];
		System.arraycopy(question, 2, tags, 0, tags.length);
		double sum = this.context.getBean(MeterRegistry.class)
			.find(question[1])
			.tags(tags)
			.meters()
			.stream()
			.flatMap((meter) -> StreamSupport.stream(meter.measure().spliterator(), false))
			.mapToDouble(Measurement::getValue)
			.sum();
		return Long.toString(Math.round(sum));
	}

}
