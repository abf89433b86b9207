// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What is done to the applications that a seed makes.
 *
 * @param seed determines the applications and their sockets
 * @param steps what is done, in turn
 */
record Script(long seed, List<Step> steps) {

	/** For the search: operations that scripts do without. */
	private static final Set<String> LEFT_OUT = Set.of(System.getProperty("model.without", "").split(","));

	private static final List<Step.Operation> OPERATIONS = Arrays.stream(Step.Operation.values())
		.filter((each) -> !LEFT_OUT.contains(each.name()))
		.toList();

	private static final int WEIGHTS = OPERATIONS.stream().mapToInt((each) -> each.weight).sum();

	/** Make a script from a seed. */
	static Script random(long seed, int length) {
		Random random = new Random(seed ^ 0x5DEECE66DL);
		// In half of the scripts nothing may be lost at all.
		boolean calm = random.nextBoolean();
		List<Step> steps = new ArrayList<>();
		for (int i = 0; i < length; i++) {
			steps.add(new Step(operation(random), random.nextInt(1 << 16), 1 + random.nextInt(50),
					calm || random.nextInt(4) == 0));
		}
		return new Script(seed, List.copyOf(steps));
	}

	/** Leave out a part. */
	Script without(int from, int to) {
		List<Step> rest = new ArrayList<>(this.steps.subList(0, from));
		rest.addAll(this.steps.subList(to, this.steps.size()));
		return new Script(this.seed, List.copyOf(rest));
	}

	/** Whether messages may be lost in the buffers of a connection that ends. */
	boolean mayLoseWhatIsUnderWay() {
		return this.steps.stream().anyMatch((step) -> step.operation().breaksConnections() && !step.calm());
	}

	private static Step.Operation operation(Random random) {
		int left = random.nextInt(WEIGHTS);
		for (Step.Operation each : OPERATIONS) {
			left -= each.weight;
			if (left < 0) {
				return each;
			}
		}
		throw new IllegalStateException();
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("seed " + this.seed + ", " + this.steps.size() + " steps:");
		this.steps.forEach((step) -> text.append("\n  ").append(step));
		return text.toString();
	}

}
