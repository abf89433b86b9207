// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Condition of {@link ConditionalOnSwitch}. Binds the property, so that a value that is
 * neither on nor off stops the start-up.
 */
class OnSwitchCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		MergedAnnotation<ConditionalOnSwitch> annotation = metadata.getAnnotations().get(ConditionalOnSwitch.class);
		String property = annotation.getString("value");
		boolean on = isOn(context.getEnvironment(), property, annotation.getBoolean("matchIfMissing"));
		ConditionMessage message = ConditionMessage.forCondition(ConditionalOnSwitch.class, property)
			.because((on) ? "it is on" : "it is off");
		return new ConditionOutcome(on, message);
	}

	private static boolean isOn(Environment environment, String property, boolean otherwise) {
		try {
			return Binder.get(environment).bind(property, Boolean.class).orElse(otherwise);
		}
		catch (BindException ex) {
			throw PropertyProblem.ofFailed(ex.getName(), ex.getProperty(), ex).toException();
		}
	}

}
