// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
