// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.lang.reflect.Method;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.converter.WireFormat;
import io.github.zmqsecure.converter.ZmqMessageConverter;
import io.github.zmqsecure.listener.ZmqListenerEndpoint.FunctionTarget;
import io.github.zmqsecure.listener.ZmqListenerEndpoint.MethodTarget;
import io.github.zmqsecure.observation.ListenerObservations;
import io.github.zmqsecure.observation.ObservedMessage;
import io.github.zmqsecure.socket.SocketTraits;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.zeromq.SocketType;

import org.springframework.messaging.handler.annotation.support.MessageHandlerMethodFactory;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.util.Assert;

/**
 * Default {@link ZmqListenerContainerFactory}.
 *
 * @since 0.1.0
 */
public class DefaultZmqListenerContainerFactory implements ZmqListenerContainerFactory {

	private static final Log logger = LogFactory.getLog(DefaultZmqListenerContainerFactory.class);

	private final ManagedSockets sockets;

	private final ListenerSockets listenerSockets;

	private final ZmqMessageConverter converter;

	private final MessageHandlerMethodFactory methods;

	private final ZmqListenerSettings settings;

	/**
	 * Create a factory.
	 * @param sockets the sockets
	 * @param listenerSockets knows which listeners share which sockets
	 * @param converter converts the results of methods
	 * @param methods resolves the arguments of methods
	 * @param settings the settings of the containers
	 */
	public DefaultZmqListenerContainerFactory(ManagedSockets sockets, ListenerSockets listenerSockets,
			ZmqMessageConverter converter, MessageHandlerMethodFactory methods, ZmqListenerSettings settings) {
		this.sockets = sockets;
		this.listenerSockets = listenerSockets;
		this.converter = converter;
		this.methods = methods;
		this.settings = settings;
	}

	@Override
	public ZmqListenerContainer createContainer(ZmqListenerEndpoint endpoint) {
		ManagedSocket socket = this.sockets.get(endpoint.socket());
		check(endpoint, socket);
		WireFormat wireFormat = WireFormat.of(socket);
		FailureLog log = new FailureLog(endpoint.id(), this.listenerSockets.getTimer());
		ReplySender replies = new ReplySender(socket, wireFormat, this.converter, log);
		ZmqListenerErrorHandler own = endpoint.errorHandler();
		FailureHandling failures = new FailureHandling(endpoint.id(), socket,
				(own != null) ? own : this.settings.errorHandler(), this.settings.deadLetterHandlers(), replies, log);
		MessageProcessor processor = new MessageProcessor(invokerOf(endpoint, socket, wireFormat, replies),
				new Retries(this.settings.retryPolicy()), replies, failures);
		this.listenerSockets.claim(socket, endpoint);
		return new DefaultZmqListenerContainer(endpoint, socket, this.listenerSockets, processor, this.settings);
	}

	private ListenerInvoker invokerOf(ZmqListenerEndpoint endpoint, ManagedSocket socket, WireFormat wireFormat,
			ReplySender replies) {
		if (endpoint.target() instanceof FunctionTarget target) {
			return new FunctionInvoker(target.listener(), replies);
		}
		MethodTarget target = (MethodTarget) endpoint.target();
		InvocableHandlerMethod method = this.methods.createInvocableHandlerMethod(target.bean(), target.method());
		AsyncResults.check(method.getReturnType());
		AsyncResults results = new AsyncResults(method.getReturnType());
		Assert.state(!results.isValueExpected() || replies.canReply(),
				() -> describe(target.method()) + " returns a value, and socket '" + socket.getName() + "' is a "
						+ socket.getSettings().type() + ", which can't answer. Make it void.");
		return new MethodInvoker(endpoint.id(), socket, wireFormat, method, results, replies,
				guarded(this.settings.observations()));
	}

	private static void check(ZmqListenerEndpoint endpoint, ManagedSocket socket) {
		SocketType type = socket.getSettings().type();
		boolean subscriber = SocketTraits.subscribes(type);
		String listener = "Listener '" + endpoint.id() + "'";
		String proxy = socket.getInbound().getProxy();
		Assert.state(proxy == null, () -> listener + " can't listen on socket '" + socket.getName()
				+ "', which belongs to proxy '" + proxy + "'. Add another socket.");
		Assert.state(SocketTraits.canReceive(type), () -> listener + " can't listen on " + type + " socket '"
				+ socket.getName() + "', which only sends. Name a socket that receives.");
		Assert.state(type != SocketType.XPUB, () -> listener + " can't listen on XPUB socket '" + socket.getName()
				+ "': its subscriptions are published as application events of type ZmqSubscriptionEvent");
		Assert.state(subscriber || endpoint.topics().isEmpty(), () -> listener + " has topics, and socket '"
				+ socket.getName() + "' is a " + type + ", not a SUB or XSUB");
		Assert.state(subscriber || !endpoint.conflate(), () -> listener + " conflates by topic, and socket '"
				+ socket.getName() + "' is a " + type + ", not a SUB or XSUB");
		if (subscriber && endpoint.topics().isEmpty() && socket.getSettings().subscriptions().isEmpty()) {
			logger.warn(listener + " has no topics, and socket '" + socket.getName()
					+ "' has no 'subscribe', so it receives nothing until somebody subscribes the socket. Add topics to "
					+ "the listener ('' for all), or set 'zmq.secure.sockets." + socket.getName()
					+ ".subscribe' ('[ \"\" ]' for all).");
		}
		Integer concurrency = endpoint.concurrency();
		Assert.state(concurrency == null || concurrency >= 0,
				() -> listener + " has a concurrency of " + concurrency + ", which must not be negative");
		Assert.state(!endpoint.conflate() || concurrency == null || concurrency > 0,
				() -> listener + " conflates, so it needs a concurrency of at least 1");
	}

	private static String describe(Method method) {
		return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "()";
	}

	private static ListenerObservations guarded(ListenerObservations observations) {
		return (socket, id, context) -> ObservedMessage.guarded(() -> observations.start(socket, id, context));
	}

}
