// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.zmqsecure.health.ZmqHealthContributor;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContext;

/**
 * What health says of ZeroMQ in an application, in one piece: the problems of all
 * components, the details of what the sockets share, and those of each socket under
 * {@code sockets}.
 */
public final class ZmqHealth {

	private ZmqHealth() {
	}

	/**
	 * Return the health of an application.
	 * @param context the application
	 * @return the health
	 */
	public static Health of(ApplicationContext context) {
		Map<String, Health> components = context.getBean(ZmqHealthContributor.class)
			.stream()
			.collect(Collectors.toMap((each) -> each.name(), (each) -> ((HealthIndicator) each.contributor()).health(),
					(one, other) -> one, LinkedHashMap::new));
		Set<Status> statuses = components.values().stream().map(Health::getStatus).collect(Collectors.toSet());
		List<Object> problems = new ArrayList<>();
		components.values()
			.forEach((each) -> problems.addAll((List<?>) each.getDetails().getOrDefault("problems", List.of())));
		Map<String, Object> details = new LinkedHashMap<>(components.remove(ZmqHealthContributor.CONTEXT).getDetails());
		Map<String, Object> sockets = new LinkedHashMap<>();
		components.forEach((name, health) -> sockets.put(name, health.getDetails()));
		details.put("sockets", sockets);
		details.remove("problems");
		if (!problems.isEmpty()) {
			details.put("problems", problems);
		}
		return new Health.Builder(StatusAggregator.getDefault().getAggregateStatus(statuses), details).build();
	}

}
