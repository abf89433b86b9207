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

package io.github.zmqsecure.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Says that nothing is observed although it should be.
 */
final class ObservationRequirement {

	private static final Log logger = LogFactory.getLog(ObservationRequirement.class);

	private ObservationRequirement() {
	}

	static void check(String property, boolean enabled, ObjectProvider<ObservationRegistry> registries) {
		if (enabled && registries.stream().findAny().isEmpty()) {
			logger.warn("'" + property + "' is true, but nothing is observed, as there is no ObservationRegistry. "
					+ "Add spring-boot-starter-actuator, or a bean of that type.");
		}
	}

}
