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
