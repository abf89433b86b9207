// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.model;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.support.PythonPeer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Runs random scripts, and shrinks what fails. {@code -Dmodel.seconds} says for how long,
 * {@code -Dmodel.seed} repeats one.
 */
class DeliveryModelTests {

	private static final Duration DURATION = Duration.ofSeconds(Long.getLong("model.seconds", 5));

	private static final int STEPS = Integer.getInteger("model.steps", 60);

	private static final int SHRINKING_ATTEMPTS = Integer.getInteger("model.shrink", 60);

	@BeforeAll
	static void needsLibzmq() {
		PythonPeer.assumeAvailable();
	}

	@Test
	@Timeout(value = 4, unit = TimeUnit.HOURS)
	void whatWasAcceptedIsDeliveredAnsweredOrCounted() {
		Long seed = Long.getLong("model.seed");
		if (seed != null) {
			check(Script.random(seed, STEPS));
			return;
		}
		check(DURATION);
	}

	@Test
	@Tag("long")
	@Timeout(value = 1, unit = TimeUnit.HOURS)
	void theSameForAMinute() {
		assumeThat(Long.getLong("model.seed")).isNull();
		check(Duration.ofMinutes(1));
	}

	private static void check(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		int scripts = 0;
		do {
			check(Script.random(ThreadLocalRandom.current().nextLong(1_000_000_000), STEPS));
			scripts++;
		}
		while (System.nanoTime() - end < 0);
		System.out.println("The delivery model ran " + scripts + " scripts of " + STEPS + " steps");
	}

	private static void check(Script script) {
		List<String> problems = run(script);
		if (!problems.isEmpty()) {
			Script shrunk = shrink(script);
			throw new AssertionError(String.join("\n", problems) + "\nRepeat with -Dmodel.seed=" + script.seed()
					+ " -Dmodel.steps=" + STEPS + "\nShrunk to " + shrunk);
		}
	}

	static List<String> run(Script script) {
		try (World world = new World(script.seed(), !script.mayLoseWhatIsUnderWay())) {
			world.mend();
			script.steps().forEach(world::perform);
			world.mend();
			world.settle();
			return new Balance(world, !script.mayLoseWhatIsUnderWay()).problems();
		}
	}

	/** Leave out larger, then smaller parts as long as it still fails. */
	private static Script shrink(Script script) {
		Script shortest = script;
		int attempts = 0;
		for (int size = script.steps().size() / 2; size > 0; size /= 2) {
			for (int from = 0; from < shortest.steps().size() && attempts < SHRINKING_ATTEMPTS;) {
				Script candidate = shortest.without(from, Math.min(from + size, shortest.steps().size()));
				attempts++;
				if (run(candidate).isEmpty()) {
					from += size;
				}
				else {
					shortest = candidate;
				}
			}
		}
		return shortest;
	}

}
