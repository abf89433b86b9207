// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.handler.invocation.ReactiveReturnValueHandler;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Results of a method that come later: a {@link CompletionStage}, and the reactive types
 * of a single value where Reactor is there. Other types of that kind are refused, since
 * an answer made of the object itself is never what was meant.
 */
class AsyncResults {

	private static final List<String> REFUSED = List.of("org.reactivestreams.Publisher",
			"org.springframework.web.context.request.async.DeferredResult",
			"org.springframework.web.context.request.async.WebAsyncTask", "kotlinx.coroutines.Deferred",
			"kotlinx.coroutines.flow.Flow");

	/** Asked for each answer, and found by looking for classes by name. */
	private static final ClassValue<Optional<String>> PROBLEMS = new ClassValue<>() {

		@Override
		protected Optional<String> computeValue(Class<?> type) {
			return Optional.ofNullable(problemOf(type));
		}

	};

	private final MethodParameter returnType;

	private final boolean valueExpected;

	AsyncResults(MethodParameter returnType) {
		this.returnType = returnType;
		ResolvableType type = ResolvableType.forMethodParameter(returnType);
		ReactiveAdapter adapter = adapterOf(type.toClass());
		boolean later = CompletionStage.class.isAssignableFrom(type.toClass()) || adapter != null;
		Class<?> value = (later) ? type.getGeneric(0).toClass() : type.toClass();
		this.valueExpected = value != void.class && value != Void.class && !value.getName().equals("kotlin.Unit")
				&& (adapter == null || !adapter.isNoValue());
	}

	/**
	 * Refuse a method whose result can't become an answer.
	 */
	static void check(MethodParameter returnType) {
		Class<?> type = returnType.getParameterType();
		String problem = problemOf(type);
		Assert.state(problem == null, () -> "it returns a " + type.getSimpleName() + ", " + problem
				+ ". Return the value itself, a CompletableFuture or, with Reactor, a Mono.");
	}

	boolean isValueExpected() {
		return this.valueExpected;
	}

	/**
	 * Return what completes with the value.
	 * @return the stage, {@code null} if the value is there
	 */
	@Nullable CompletionStage<?> later(InFlightMessage message, @Nullable Object result) {
		if (result == null || result instanceof CompletionStage) {
			return (CompletionStage<?>) result;
		}
		ReactiveAdapter adapter = adapterOf(result.getClass());
		if (adapter == null || adapter.isMultiValue()) {
			return null;
		}
		CompletableFuture<?> future = Reactive.toFuture(result, this.returnType);
		message.cancellable(future);
		return future;
	}

	/**
	 * Refuse a value that can't become an answer.
	 */
	static void checkValue(Object value) {
		String problem = PROBLEMS.get(value.getClass()).orElse(null);
		Assert.state(problem == null && !(value instanceof CompletionStage), () -> "A " + value.getClass().getName()
				+ " can't be an answer" + ((problem != null) ? ", " + problem : ""));
	}

	private static @Nullable String problemOf(Class<?> type) {
		ReactiveAdapter adapter = adapterOf(type);
		if (adapter != null) {
			return (adapter.isMultiValue()) ? "and a message has one answer" : null;
		}
		if (CompletionStage.class.isAssignableFrom(type)) {
			return null;
		}
		if (Future.class.isAssignableFrom(type)) {
			return "of which nobody is notified when it is done";
		}
		if (Callable.class.isAssignableFrom(type)) {
			return "which nobody would call";
		}
		if (Flow.Publisher.class.isAssignableFrom(type) || BaseStream.class.isAssignableFrom(type)) {
			return "and a message has one answer";
		}
		return (REFUSED.stream().anyMatch((name) -> isSubtype(type, name)))
				? "which is not awaited here (for a reactive type, reactor-core is missing)" : null;
	}

	private static boolean isSubtype(Class<?> type, String name) {
		return ClassUtils.isPresent(name, type.getClassLoader())
				&& ClassUtils.resolveClassName(name, type.getClassLoader()).isAssignableFrom(type);
	}

	private static @Nullable ReactiveAdapter adapterOf(Class<?> type) {
		ReactiveAdapterRegistry registry = ReactiveAdapterRegistry.getSharedInstance();
		boolean stage = CompletionStage.class.isAssignableFrom(type);
		return (registry.hasAdapters() && !stage) ? registry.getAdapter(type) : null;
	}

	/**
	 * Touched only where Reactor is.
	 */
	private static final class Reactive {

		private static final ReactiveReturnValueHandler HANDLER = new ReactiveReturnValueHandler();

		static CompletableFuture<?> toFuture(Object result, MethodParameter returnType) {
			return Objects.requireNonNull(HANDLER.toCompletableFuture(result, returnType));
		}

	}

}
