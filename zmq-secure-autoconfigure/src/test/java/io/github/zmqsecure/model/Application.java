// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.autoconfigure.ZmqListenerAutoConfiguration;
import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.autoconfigure.ZmqTemplateAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.connection.ConnectionManager;
import io.github.zmqsecure.listener.ZmqListenerContainer;
import io.github.zmqsecure.listener.ZmqListenerContainerFactory;
import io.github.zmqsecure.listener.ZmqListenerEndpoint;
import io.github.zmqsecure.listener.ZmqListenerEndpointRegistry;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.template.ZmqTemplate;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.awaitility.Awaitility.await;

/**
 * An application with the starter, which can be closed and started again. What its
 * sockets counted in former lives is kept.
 */
class Application {

	private final int number;

	private final List<String> properties;

	private final List<Link> links;

	private final Ledger ledger;

	private final AtomicInteger slow = new AtomicInteger();

	private final AtomicInteger failing = new AtomicInteger();

	private final List<ManagedSocket> formerSockets = new ArrayList<>();

	private ConfigurableApplicationContext context;

	Application(int number, List<String> properties, List<Link> links, Ledger ledger) {
		this.number = number;
		this.properties = properties;
		this.links = links;
		this.ledger = ledger;
		this.context = run();
	}

	int number() {
		return this.number;
	}

	Collection<ManagedSocket> sockets() {
		return this.context.getBean(ManagedSockets.class).getAll();
	}

	ManagedSocket socket(String name) {
		return this.context.getBean(ManagedSockets.class).get(name);
	}

	/** The sockets of that name in this and all former lives. */
	List<ManagedSocket> lives(String name) {
		List<ManagedSocket> lives = new ArrayList<>(
				this.formerSockets.stream().filter((socket) -> socket.getName().equals(name)).toList());
		lives.add(socket(name));
		return lives;
	}

	ZmqTemplate template() {
		return this.context.getBean(ZmqTemplate.class);
	}

	List<ZmqListenerContainer> listeners() {
		return new ArrayList<>(this.context.getBean(ZmqListenerEndpointRegistry.class).getContainers());
	}

	void receiveAgain() {
		this.slow.set(0);
		this.failing.set(0);
		listeners().forEach((each) -> {
			each.start();
			each.resume();
		});
	}

	void beSlow(int messages) {
		this.slow.set(messages);
	}

	void fail(int messages) {
		this.failing.set(messages);
	}

	void revoke(String socket, String peer) {
		this.context.getBean(ConnectionManager.class).revoke(socket, peer);
	}

	void restore(String socket, String peer) {
		this.context.getBean(ConnectionManager.class).restore(socket, peer);
	}

	void restart() {
		this.formerSockets.addAll(sockets());
		this.context.close();
		this.context = run();
	}

	void rebuild() {
		HardenedContext hardened = this.context.getBean(HardenedContext.class);
		long renewals = hardened.getRenewals();
		IoThreadSabotage.kill(hardened);
		await().until(() -> hardened.getRenewals() > renewals && sockets().stream().allMatch(ManagedSocket::isOpen));
	}

	void close() {
		this.context.close();
	}

	private ConfigurableApplicationContext run() {
		return new SpringApplicationBuilder(Starter.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties(this.properties.toArray(String[]::new))
			.initializers((context) -> context.getBeanFactory().registerSingleton("application", this))
			.run();
	}

	private void register(ZmqListenerEndpointRegistry registry, ZmqListenerContainerFactory factory) {
		for (Link link : this.links) {
			if (link.server() == this.number) {
				register(registry, factory, link, link.serverSocket(), link.kind().clientSends());
			}
			for (int i = 0; i < link.clients().size(); i++) {
				if (link.clients().get(i) == this.number) {
					register(registry, factory, link, link.clientSocket(i), link.kind().serverSends());
				}
			}
		}
	}

	private void register(ZmqListenerEndpointRegistry registry, ZmqListenerContainerFactory factory, Link link,
			String socket, boolean receives) {
		if (receives) {
			registry.register(ZmqListenerEndpoint.of(socket, socket, (message) -> take(socket, message)), factory);
		}
		else if (link.kind().isAsked() && socket.equals(link.serverSocket())) {
			Answering answering = new Answering(socket);
			registry.register(ZmqListenerEndpoint.ofMethod(socket, socket, answering, Answering.METHOD), factory);
		}
	}

	private ZmqMessage take(String socket, ZmqMessage message) {
		Text first = Text.of(message.text(0));
		for (int i = 1; i < message.frames().size(); i++) {
			if (!message.text(i).startsWith(first + "~" + i + "/" + (message.frames().size() - 1))) {
				this.ledger.problem("A message that arrived at " + socket + " has frames of several: " + message.text(0)
						+ " and " + message.text(i));
			}
		}
		this.ledger.arrived(socket, first.sender(), first.number());
		behave();
		this.ledger.handled(socket);
		return null;
	}

	private void behave() {
		if (this.slow.get() > 0 && this.slow.getAndDecrement() > 0) {
			pause();
		}
		if (this.failing.get() > 0 && this.failing.getAndDecrement() > 0) {
			throw new IllegalStateException("The model asks for it");
		}
	}

	private static void pause() {
		long end = System.nanoTime() + 2_000_000;
		while (System.nanoTime() < end) {
			java.util.concurrent.locks.LockSupport.parkNanos(end - System.nanoTime());
		}
	}

	/**
	 * The text of a message: who sent it, and its number.
	 */
	record Text(String sender, long number) {

		static Text of(String text) {
			int hash = text.indexOf('#');
			return new Text(text.substring(0, hash), Long.parseLong(text.substring(hash + 1)));
		}

		@Override
		public String toString() {
			return this.sender + "#" + this.number;
		}

	}

	/**
	 * Answers requests.
	 */
	final class Answering {

		static final java.lang.reflect.Method METHOD = method();

		private final String socket;

		Answering(String socket) {
			this.socket = socket;
		}

		String answer(String text) {
			Text request = Text.of(text);
			Application.this.ledger.arrived(this.socket, request.sender(), request.number());
			behave();
			Application.this.ledger.handled(this.socket);
			return "answer to " + text;
		}

		private static java.lang.reflect.Method method() {
			try {
				return Answering.class.getDeclaredMethod("answer", String.class);
			}
			catch (NoSuchMethodException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZmqSecureAutoConfiguration.class, ZmqTemplateAutoConfiguration.class,
			ZmqListenerAutoConfiguration.class })
	static class Starter {

		@Bean
		SmartInitializingSingleton registrar(Application application, ZmqListenerEndpointRegistry registry,
				ZmqListenerContainerFactory factory) {
			return () -> application.register(registry, factory);
		}

	}

}
