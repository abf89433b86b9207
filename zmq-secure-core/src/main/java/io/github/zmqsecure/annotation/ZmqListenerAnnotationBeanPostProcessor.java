// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.annotation;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.listener.ZmqListenerContainerFactory;
import io.github.zmqsecure.listener.ZmqListenerEndpoint;
import io.github.zmqsecure.listener.ZmqListenerEndpointRegistry;
import io.github.zmqsecure.listener.ZmqListenerErrorHandler;
import io.github.zmqsecure.socket.SocketTraits;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Registers the {@link ZmqListener @ZmqListener} methods of all beans.
 *
 * @since 0.1.0
 */
public class ZmqListenerAnnotationBeanPostProcessor
		implements DestructionAwareBeanPostProcessor, BeanFactoryAware, SmartInitializingSingleton {

	/** Name of the bean that creates the containers of listeners that name no other. */
	public static final String DEFAULT_CONTAINER_FACTORY = "zmqListenerContainerFactory";

	private final Set<Class<?>> withoutListeners = ConcurrentHashMap.newKeySet();

	private final List<Found> found = new ArrayList<>();

	private final Map<String, List<String>> registered = new ConcurrentHashMap<>();

	private @Nullable BeanFactory beanFactory;

	private boolean registering;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!ScopedProxyUtils.isScopedTarget(beanName)) {
			listenersOf(AopProxyUtils.ultimateTargetClass(bean)).forEach((method, listeners) -> listeners
				.forEach((listener) -> process(new Found(bean, beanName, method, listener))));
		}
		return bean;
	}

	/**
	 * Return whether a type has methods that are listeners.
	 * @param type the type of a bean
	 * @return whether it has any
	 */
	public static boolean hasListeners(Class<?> type) {
		return !select(type).isEmpty();
	}

	private Map<Method, Set<ZmqListener>> listenersOf(Class<?> type) {
		if (this.withoutListeners.contains(type)) {
			return Map.of();
		}
		Map<Method, Set<ZmqListener>> methods = select(type);
		if (methods.isEmpty()) {
			this.withoutListeners.add(type);
		}
		return methods;
	}

	private static Map<Method, Set<ZmqListener>> select(Class<?> type) {
		if (!AnnotationUtils.isCandidateClass(type, List.of(ZmqListener.class, ZmqListeners.class))) {
			return Map.of();
		}
		return MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<@Nullable Set<ZmqListener>>) (method) -> {
					Set<ZmqListener> listeners = AnnotatedElementUtils.getMergedRepeatableAnnotations(method,
							ZmqListener.class, ZmqListeners.class);
					return (!listeners.isEmpty()) ? listeners : null;
				});
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		return !listenersOf(AopProxyUtils.ultimateTargetClass(bean)).isEmpty();
	}

	/**
	 * A bean that ends takes its listeners with it, so that another of its name may have
	 * them.
	 */
	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		List<String> ids = this.registered.remove(beanName);
		BeanFactory beanFactory = this.beanFactory;
		if (ids != null && beanFactory != null) {
			ids.forEach(beanFactory.getBean(ZmqListenerEndpointRegistry.class)::unregister);
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		createScopedProxies();
		List<Found> found;
		synchronized (this.found) {
			this.registering = true;
			found = List.copyOf(this.found);
			this.found.clear();
		}
		found.forEach(this::register);
	}

	/**
	 * A bean of another scope listens through its proxy, so that each message finds the
	 * instance that there is by then.
	 */
	private void createScopedProxies() {
		if (this.beanFactory instanceof ConfigurableListableBeanFactory beans) {
			for (String name : beans.getBeanDefinitionNames()) {
				Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? beans.getType(name) : null;
				if (type != null && hasListeners(type)) {
					beans.getBean(ScopedProxyUtils.getOriginalBeanName(name));
				}
			}
		}
	}

	private void process(Found found) {
		synchronized (this.found) {
			if (!this.registering) {
				this.found.add(found);
				return;
			}
		}
		register(found);
	}

	private void register(Found found) {
		BeanFactory beanFactory = this.beanFactory;
		Assert.state(beanFactory != null, "No bean factory");
		ZmqListenerEndpointRegistry registry = beanFactory.getBean(ZmqListenerEndpointRegistry.class);
		AttributeResolver attributes = new AttributeResolver(beanFactory);
		try {
			Assert.state(!beanFactory.containsBean(found.beanName()) || !beanFactory.isPrototype(found.beanName()),
					"the bean is a prototype, and each of its instances would listen. Make it a singleton, or register "
							+ "a ZmqListenerEndpoint for each instance with the ZmqListenerEndpointRegistry.");
			ZmqListenerContainerFactory factory = attributes.bean("containerFactory",
					found.listener().containerFactory(), ZmqListenerContainerFactory.class);
			ZmqListenerEndpoint endpoint = endpointOf(found, attributes);
			checkTopic(found.method(), endpoint.socket(), beanFactory);
			registry.register(endpoint, (factory != null) ? factory
					: beanFactory.getBean(DEFAULT_CONTAINER_FACTORY, ZmqListenerContainerFactory.class));
			this.registered.computeIfAbsent(found.beanName(), (name) -> new CopyOnWriteArrayList<>())
				.add(endpoint.id());
		}
		catch (IllegalStateException | IllegalArgumentException | ZmqSecureException ex) {
			throw new InvalidListenerException(found.beanName(), found.method().getName(), ex);
		}
	}

	private static void checkTopic(Method method, String name, BeanFactory beanFactory) {
		if (Arrays.stream(method.getParameters()).anyMatch((parameter) -> parameter.isAnnotationPresent(Topic.class))) {
			SocketType type = beanFactory.getBean(ManagedSockets.class).get(name).getSettings().type();
			Assert.state(SocketTraits.subscribes(type), () -> "it has a @Topic parameter, and socket '" + name
					+ "' is a " + type + ", whose messages have none. Remove the parameter, or listen on a SUB.");
		}
	}

	private static ZmqListenerEndpoint endpointOf(Found found, AttributeResolver attributes) {
		ZmqListener listener = found.listener();
		String id = attributes.text("id", listener.id());
		String defaultId = found.beanName() + "." + found.method().getName();
		String socket = attributes.text("socket", listener.socket());
		Method method = AopUtils.selectInvocableMethod(found.method(), found.bean().getClass());
		return ZmqListenerEndpoint.ofMethod(StringUtils.hasText(id) ? id : defaultId, socket, found.bean(), method)
			.withTopics(attributes.texts(listener.topics()).toArray(String[]::new))
			.withConcurrency(attributes.number("concurrency", listener.concurrency()))
			.withConflate(attributes.flag("conflate", listener.conflate(), false))
			.withAutoStartup(attributes.flag("autoStartup", listener.autoStartup(), true))
			.withErrorHandler(attributes.bean("errorHandler", listener.errorHandler(), ZmqListenerErrorHandler.class));
	}

	/**
	 * A method that is a listener.
	 *
	 * @param bean the bean, which may be a proxy
	 * @param beanName the name of the bean
	 * @param method the method of its class
	 * @param listener the annotation
	 */
	private record Found(Object bean, String beanName, Method method, ZmqListener listener) {

	}

}
