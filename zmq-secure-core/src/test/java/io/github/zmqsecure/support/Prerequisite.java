/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.support;

import org.junit.jupiter.api.Assumptions;

/**
 * What a machine may lack, and a build server may not.
 */
public final class Prerequisite {

	private Prerequisite() {
	}

	/**
	 * Skip the test where something is missing, except on a build server, where it fails.
	 * @param available whether it is there
	 * @param missing what is not tested without it, and how to get it
	 */
	public static void assume(boolean available, String missing) {
		if (!available && "true".equals(System.getenv("CI"))) {
			throw new AssertionError("A build server must have what is missing here: " + missing);
		}
		Assumptions.assumeTrue(available, missing);
	}

}
