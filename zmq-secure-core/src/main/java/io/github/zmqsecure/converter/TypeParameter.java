// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.lang.reflect.Method;
import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Tells a converter which generic type is wanted. Spring's converters learn that from the
 * parameter of a method only, so this one stands for a parameter of that type.
 */
class TypeParameter extends MethodParameter {

	private static final Method METHOD = ClassUtils.getMethod(Object.class, "equals", Object.class);

	private final Type type;

	TypeParameter(Type type) {
		super(METHOD, 0);
		this.type = type;
	}

	@Override
	public Class<?> getParameterType() {
		return ResolvableType.forType(this.type).toClass();
	}

	@Override
	public Type getGenericParameterType() {
		return this.type;
	}

	@Override
	public Class<?> getNestedParameterType() {
		return getParameterType();
	}

	@Override
	public Type getNestedGenericParameterType() {
		return this.type;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TypeParameter that && this.type.equals(that.type);
	}

	@Override
	public int hashCode() {
		return this.type.hashCode();
	}

}
