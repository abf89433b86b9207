// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/**
 * Finds the private members of one of JeroMQ's types.
 */
final class PrivateMembers {

	private final Class<?> type;

	private final MethodHandles.Lookup lookup;

	PrivateMembers(Class<?> type) throws IllegalAccessException {
		this.type = type;
		this.lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
	}

	VarHandle field(String name, Class<?> type) throws ReflectiveOperationException {
		return this.lookup.findVarHandle(this.type, name, type);
	}

	/**
	 * Find a field to be written. A final one is as good as none.
	 */
	VarHandle writableField(String name, Class<?> type) throws ReflectiveOperationException {
		VarHandle field = field(name, type);
		if (!field.isAccessModeSupported(VarHandle.AccessMode.SET)) {
			throw new NoSuchFieldException(this.type.getName() + "." + name + " is final");
		}
		return field;
	}

	MethodHandle method(String name, Class<?> returnType, Class<?>... parameterTypes)
			throws ReflectiveOperationException {
		return this.lookup.findVirtual(this.type, name, MethodType.methodType(returnType, parameterTypes));
	}

	/**
	 * Find what the type inherits from an ancestor, whether it overrides it or not.
	 */
	MethodHandle superMethod(Class<?> ancestor, String name, Class<?> returnType, Class<?>... parameterTypes)
			throws ReflectiveOperationException {
		return this.lookup.findSpecial(ancestor, name, MethodType.methodType(returnType, parameterTypes), this.type);
	}

	/**
	 * Return what is to be thrown after a method that was found here has failed: JeroMQ's
	 * declare no checked exceptions.
	 */
	static RuntimeException rethrow(Throwable failure) {
		if (failure instanceof RuntimeException exception) {
			return exception;
		}
		if (failure instanceof Error error) {
			throw error;
		}
		return new IllegalStateException(failure);
	}

}
