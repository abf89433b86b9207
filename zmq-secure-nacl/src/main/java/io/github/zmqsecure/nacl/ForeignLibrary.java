// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A native library, reached through {@code java.lang.foreign} (JEP 454) by reflection, so
 * that this compiles for JDK 17. Reflection happens once, while functions are looked up:
 * the method handles that come out of it cost what a direct use would.
 * <p>
 * A function's parameters are written with Java types: {@code byte[]} is a pointer to an
 * array that is not copied, {@link Slice} is the same with an offset and becomes
 * {@code (byte[], long)}, {@code Object} is memory from {@link #allocate} or a
 * {@link #pointer}. During a call the garbage collector waits, so calls have to be short.
 */
final class ForeignLibrary {

	private static final String PACKAGE = "java.lang.foreign.";

	private static final int MINIMUM_VERSION = 22;

	private final Class<?> segmentType = type("MemorySegment");

	private final Class<?> layoutType = type("MemoryLayout");

	private final Class<?> arenaType = type("Arena");

	private final Object linker;

	private final Object symbols;

	private final Object options;

	private final MethodHandle ofArray;

	private final MethodHandle ofSlice;

	private ForeignLibrary(Object location) throws ReflectiveOperationException {
		Class<?> linkerType = type("Linker");
		Class<?> optionType = type("Linker$Option");
		this.linker = call(linkerType, null, "nativeLinker");
		this.options = Array.newInstance(optionType, 1);
		Array.set(this.options, 0, call(optionType, null, "critical", boolean.class, true));
		Class<?> kind = (location instanceof Path) ? Path.class : String.class;
		this.symbols = type("SymbolLookup").getMethod("libraryLookup", kind, this.arenaType)
			.invoke(null, location, call(this.arenaType, null, "global"));
		MethodHandles.Lookup lookup = MethodHandles.publicLookup();
		this.ofArray = lookup.findStatic(this.segmentType, "ofArray",
				MethodType.methodType(this.segmentType, byte[].class));
		MethodHandle asSlice = lookup.findVirtual(this.segmentType, "asSlice",
				MethodType.methodType(this.segmentType, long.class));
		this.ofSlice = MethodHandles.collectArguments(asSlice, 0, this.ofArray);
	}

	/**
	 * Check that the JVM can reach native libraries without its own glue in C.
	 * @throws NaclProviderException if it is too old
	 */
	static void requireSupport() {
		int version = Runtime.version().feature();
		if (version < MINIMUM_VERSION) {
			throw new NaclProviderException("it needs JDK " + MINIMUM_VERSION + " or later, and this is JDK " + version
					+ ". Run on a newer JDK to use it");
		}
	}

	/**
	 * Load a library; it stays loaded as long as the JVM runs.
	 * @param location a {@link Path}, or a {@link String} for the system to look up
	 * @return the library
	 * @throws NaclProviderException if the JVM cannot do it or there is no such library
	 */
	static ForeignLibrary open(Object location) {
		try {
			return new ForeignLibrary(location);
		}
		catch (InvocationTargetException ex) {
			throw refusal(location, ex.getTargetException());
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			throw refusal(location, ex);
		}
	}

	private static NaclProviderException refusal(Object location, Throwable cause) {
		String hint = (cause instanceof IllegalCallerException)
				? ". Start the JVM with --enable-native-access=ALL-UNNAMED" : "";
		return new NaclProviderException("cannot load '" + location + "': " + cause.getMessage() + hint, cause);
	}

	/**
	 * Look up a function.
	 * @param name its symbol
	 * @param result {@code int.class} or {@code void.class}
	 * @param parameters the types of its parameters as described above
	 * @return a handle whose {@code invokeExact} takes the Java types
	 * @throws NaclProviderException if the library has no such function
	 */
	MethodHandle function(String name, Class<?> result, Class<?>... parameters) {
		try {
			MethodHandle handle = downcall(symbol(name), result, parameters);
			for (int i = parameters.length - 1; i >= 0; i--) {
				if (parameters[i] == byte[].class) {
					handle = MethodHandles.filterArguments(handle, i, this.ofArray);
				}
				else if (parameters[i] == Slice.class) {
					handle = MethodHandles.collectArguments(handle, i, this.ofSlice);
				}
				else if (parameters[i] == Object.class) {
					handle = handle.asType(handle.type().changeParameterType(i, Object.class));
				}
			}
			return handle;
		}
		catch (ReflectiveOperationException ex) {
			throw new NaclProviderException("cannot link the function '" + name + "': " + ex, ex);
		}
	}

	/**
	 * Allocate memory outside of the heap, which is freed with the object.
	 * @param size how many bytes
	 * @param alignment the alignment in bytes
	 * @return the memory
	 */
	Object allocate(long size, long alignment) {
		try {
			Object arena = call(this.arenaType, null, "ofAuto");
			return this.arenaType.getMethod("allocate", long.class, long.class).invoke(arena, size, alignment);
		}
		catch (ReflectiveOperationException ex) {
			throw new NaclProviderException("cannot allocate native memory: " + ex, ex);
		}
	}

	/**
	 * Return an array as it is handed to a function for an {@code Object}, for arrays
	 * that are used often.
	 * @param array the array, which is not copied
	 * @param offset where the pointer points to
	 * @return what stands for it
	 */
	Object pointer(byte[] array, long offset) {
		try {
			return this.ofSlice.invoke(array, offset);
		}
		catch (Throwable ex) {
			throw new NaclProviderException("cannot point to an array: " + ex, ex);
		}
	}

	/**
	 * Call a function that returns a constant string.
	 * @param name its symbol
	 * @return the string
	 */
	String string(String name) {
		try {
			Object pointer = downcall(symbol(name), this.segmentType).invoke();
			Object text = call(this.segmentType, pointer, "reinterpret", long.class, 64L);
			return (String) call(this.segmentType, text, "getString", long.class, 0L);
		}
		catch (Throwable ex) {
			throw new NaclProviderException("cannot call the function '" + name + "': " + ex, ex);
		}
	}

	private Object symbol(String name) throws ReflectiveOperationException {
		Object symbol = call(type("SymbolLookup"), this.symbols, "find", String.class, name);
		return ((Optional<?>) symbol).orElseThrow(() -> new NaclProviderException(
				"the library has no function '" + name + "'. Install a complete build of it."));
	}

	private MethodHandle downcall(Object symbol, Class<?> result, Class<?>... parameters)
			throws ReflectiveOperationException {
		Class<?> descriptorType = type("FunctionDescriptor");
		Object layouts = Array.newInstance(this.layoutType, parameters.length);
		for (int i = 0; i < parameters.length; i++) {
			Array.set(layouts, i, layout(parameters[i]));
		}
		Object descriptor = (result != void.class)
				? descriptorType.getMethod("of", this.layoutType, layouts.getClass())
					.invoke(null, layout(result), layouts)
				: call(descriptorType, null, "ofVoid", layouts.getClass(), layouts);
		return (MethodHandle) type("Linker")
			.getMethod("downcallHandle", this.segmentType, descriptorType, this.options.getClass())
			.invoke(this.linker, symbol, descriptor, this.options);
	}

	private static Object layout(Class<?> type) throws ReflectiveOperationException {
		String name = (type == int.class) ? "JAVA_INT" : (type == long.class) ? "JAVA_LONG" : "ADDRESS";
		return type("ValueLayout").getField(name).get(null);
	}

	private static Object call(Class<?> type, @Nullable Object target, String method)
			throws ReflectiveOperationException {
		return type.getMethod(method).invoke(target);
	}

	private static Object call(Class<?> type, @Nullable Object target, String method, Class<?> parameter,
			Object argument) throws ReflectiveOperationException {
		Method found = type.getMethod(method, parameter);
		return found.invoke(target, argument);
	}

	private static Class<?> type(String name) {
		try {
			return Class.forName(PACKAGE + name);
		}
		catch (ClassNotFoundException ex) {
			throw new NaclProviderException("this JVM has no " + PACKAGE + name, ex);
		}
	}

	/**
	 * Marks a parameter that is a pointer into an array.
	 */
	static final class Slice {

		private Slice() {
		}

	}

}
