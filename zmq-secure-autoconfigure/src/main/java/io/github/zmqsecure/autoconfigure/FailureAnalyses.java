// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.List;

import io.github.zmqsecure.KeyRedaction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * What a start-up would print of a failure.
 */
final class FailureAnalyses {

	private static final Log logger = LogFactory.getLog(FailureAnalyses.class);

	private FailureAnalyses() {
	}

	/**
	 * Analyze a failure. Analyzers for what is not on the class path, such as those for
	 * Spring MVC, are passed over, as Spring Boot does.
	 * @param failure what was thrown
	 * @param context what the analyzers may need
	 * @return the first analysis that there is, or else the cause without keys
	 */
	static FailureAnalysis of(Throwable failure, GenericApplicationContext context) {
		Environment environment = context.getEnvironment();
		List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, ArgumentResolver.of(BeanFactory.class, context.getDefaultListableBeanFactory())
				.and(Environment.class, environment), FailureHandler.logging(logger));
		for (FailureAnalyzer analyzer : analyzers) {
			FailureAnalysis analysis = analyzer.analyze(failure);
			if (analysis != null) {
				return analysis;
			}
		}
		Throwable cause = failure;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return new FailureAnalysis(KeyRedaction.redact(String.valueOf(cause.getMessage())), null, failure);
	}

}
