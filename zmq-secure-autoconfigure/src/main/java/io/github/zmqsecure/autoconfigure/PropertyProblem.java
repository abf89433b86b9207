// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.autoconfigure.KnownProperties.Position;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;

/**
 * What is wrong with one property below {@code zmq.secure}, in words that show no secret.
 *
 * @param property the name of the property
 * @param value the value, if there is one and it may be shown
 * @param origin where the property comes from, if that is known
 * @param problem what is wrong, as a sentence
 * @param action what to do about it, as a sentence
 */
record PropertyProblem(String property, @Nullable String value, @Nullable Origin origin, String problem,
		String action) {

	PropertyProblem {
		property = KeyRedaction.redact(property);
		value = (value != null) ? KeyRedaction.redact(value) : null;
		problem = KeyRedaction.redact(problem);
		action = KeyRedaction.redact(action);
	}

	/**
	 * Describe a property whose value could not be bound.
	 * @param name the name of the property
	 * @param property the property, if there is one
	 * @param cause why not, if that is known
	 * @return the problem
	 */
	static PropertyProblem ofFailed(ConfigurationPropertyName name, @Nullable ConfigurationProperty property,
			@Nullable Throwable cause) {
		Position position = KnownProperties.find(name);
		String unresolved = Explanations.unresolvedIn(cause);
		if (unresolved != null) {
			return of(name, property, position, Explanations.unresolved(unresolved));
		}
		return of(name, property, position, position.known() ? Explanations.unusable(name, position.type(), property)
				: Explanations.unknown(name, position, property));
	}

	/**
	 * Describe a property that was left over after everything else was bound.
	 * @param property the property
	 * @return the problem
	 */
	static PropertyProblem ofUnbound(ConfigurationProperty property) {
		ConfigurationPropertyName name = property.getName();
		Position position = KnownProperties.find(name);
		return of(name, property, position, position.known() ? Explanations.leftOver(position.type(), property)
				: Explanations.unknown(name, position, property));
	}

	/**
	 * What is unknown is named up to there, since nothing below it can be known.
	 */
	private static PropertyProblem of(ConfigurationPropertyName name, @Nullable ConfigurationProperty property,
			Position position, Explanation explanation) {
		Explanation said = explanation.forWritten((property != null) ? property.getValue() : null);
		ConfigurationPropertyName shown = position.known() ? name : name.chop(position.index() + 1);
		boolean whole = shown.equals(name) || (shown.equals(name.getParent()) && name.isLastElementIndexed());
		Object value = (property != null && whole) ? property.getValue() : null;
		Origin origin = (property != null && Redaction.isHarmless(name)) ? property.getOrigin() : null;
		return new PropertyProblem(Redaction.name(shown), Redaction.value(name, position.known(), value), origin,
				said.problem(), said.action());
	}

	/**
	 * Return an exception that says the same.
	 * @return the exception
	 */
	ZmqConfigurationException toException() {
		return new ZmqConfigurationException(this.property, this.value, this.problem, this.action);
	}

	/**
	 * Return the problem as a failure analysis.
	 * @param cause the exception that is shown with it
	 * @return the analysis
	 */
	FailureAnalysis toAnalysis(Throwable cause) {
		return toAnalysis(List.of(this), cause);
	}

	/**
	 * Return several problems as one failure analysis.
	 * @param problems the problems
	 * @param cause the exception that is shown with them
	 * @return the analysis
	 */
	static FailureAnalysis toAnalysis(List<PropertyProblem> problems, Throwable cause) {
		String description = problems.stream()
			.map(PropertyProblem::describe)
			.collect(Collectors.joining(String.format("%n"), String.format("Unusable configuration of ZMQ Secure:%n"),
					""));
		String action = problems.stream()
			.map((problem) -> ((problems.size() > 1) ? problem.property + ": " : "") + problem.action)
			.collect(Collectors.joining(String.format("%n")));
		return new FailureAnalysis(description, action, cause);
	}

	private String describe() {
		StringBuilder block = new StringBuilder(String.format("%n    Property: %s", this.property));
		if (this.value != null) {
			block.append(String.format("%n    Value: \"%s\"", this.value));
		}
		if (this.origin != null) {
			block.append(String.format("%n    Origin: %s", this.origin));
		}
		return block.append(String.format("%n    Reason: %s", this.problem)).toString();
	}

}
