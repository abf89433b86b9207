// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.annotation;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanExpressionException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Resolves placeholders and expressions in the attributes of annotations.
 */
class AttributeResolver {

	private final BeanFactory beanFactory;

	private final @Nullable ConfigurableBeanFactory expressions;

	AttributeResolver(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		this.expressions = (beanFactory instanceof ConfigurableBeanFactory configurable) ? configurable : null;
	}

	String text(String attribute, String value) {
		Object resolved = resolve(value);
		Assert.state(resolved instanceof String, () -> "'" + value + "' of '" + attribute
				+ "' of @ZmqListener must result in a text, and results in " + resolved);
		return (String) resolved;
	}

	List<String> texts(String... values) {
		List<String> texts = new ArrayList<>();
		for (String value : values) {
			add(texts, resolve(value));
		}
		return texts;
	}

	@Nullable Integer number(String attribute, String value) {
		Object resolved = resolve(value);
		if (resolved == null || (resolved instanceof String text && !StringUtils.hasText(text))) {
			return null;
		}
		try {
			return Integer.valueOf(resolved.toString().trim());
		}
		catch (NumberFormatException ex) {
			throw new IllegalStateException(
					"'" + value + "' of '" + attribute + "' of @ZmqListener must result in a whole number", ex);
		}
	}

	boolean flag(String attribute, String value, boolean defaultValue) {
		Object resolved = resolve(value);
		if (resolved == null || (resolved instanceof String text && !StringUtils.hasText(text))) {
			return defaultValue;
		}
		String text = resolved.toString().trim();
		Assert.state("true".equalsIgnoreCase(text) || "false".equalsIgnoreCase(text),
				() -> "'" + value + "' of '" + attribute + "' of @ZmqListener must result in true or false");
		return Boolean.parseBoolean(text);
	}

	/**
	 * Resolve the name of a bean, or an expression that results in the bean or its name.
	 */
	<T> @Nullable T bean(String attribute, String value, Class<T> type) {
		Object resolved = resolve(value);
		if (type.isInstance(resolved)) {
			return type.cast(resolved);
		}
		if (resolved instanceof String name && StringUtils.hasText(name)) {
			Assert.state(this.beanFactory.containsBean(name),
					() -> "there is no bean '" + name + "', which '" + attribute
							+ "' of @ZmqListener names. Define it, or name another of type " + type.getSimpleName()
							+ ".");
			return this.beanFactory.getBean(name, type);
		}
		return null;
	}

	private static void add(List<String> texts, @Nullable Object value) {
		if (value instanceof Iterable<?> values) {
			values.forEach((each) -> add(texts, each));
		}
		else if (value instanceof Object[] values) {
			add(texts, List.of(values));
		}
		else if (value != null) {
			texts.add(value.toString());
		}
	}

	private @Nullable Object resolve(String value) {
		if (this.expressions == null) {
			return value;
		}
		String embedded = this.expressions.resolveEmbeddedValue(value);
		Assert.state(embedded == null || !embedded.contains("${"),
				() -> "there is neither a property nor an environment variable for the placeholder in '" + value
						+ "'. Set it, or write a default behind a colon.");
		BeanExpressionResolver resolver = this.expressions.getBeanExpressionResolver();
		try {
			return (resolver != null) ? resolver.evaluate(embedded, new BeanExpressionContext(this.expressions, null))
					: embedded;
		}
		catch (BeanExpressionException ex) {
			throw new IllegalStateException("the expression '" + value + "' can't be evaluated: "
					+ NestedExceptionUtils.getMostSpecificCause(ex).getMessage(), ex);
		}
	}

}
