// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.time.Duration;
import java.util.concurrent.Semaphore;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.zeromq.inbound.ZeroMqMessageProducer;
import org.springframework.integration.zeromq.outbound.ZeroMqMessageHandler;
import org.springframework.messaging.support.GenericMessage;

/**
 * A process with an adapter of Spring Integration that sends or receives.
 *
 * @since 0.1.0
 */
public final class IntegrationPeer {

	private static final int IN_FLIGHT = 1000;

	private IntegrationPeer() {
	}

	/**
	 * Send or receive.
	 * @param args contestant, type, key, endpoint of the server or a hyphen to be it,
	 * size of a message
	 */
	public static void main(String[] args) {
		try (ZContext context = new ZContext()) {
			if (args[3].equals("-")) {
				receive(context, args[2]);
			}
			else {
				send(context, args[2], args[3], Integer.parseInt(args[4]));
			}
		}
	}

	/**
	 * The adapter itself would bind to all interfaces, so that its socket is bound before
	 * it connects to nobody.
	 */
	private static void receive(ZContext context, String secretKey) {
		Arrivals arrivals = new Arrivals();
		Arrivals.Counter counter = arrivals.counter();
		DirectChannel channel = new DirectChannel();
		channel.subscribe((message) -> counter.received());
		ZeroMqMessageProducer producer = new ZeroMqMessageProducer(context, SocketType.PULL);
		producer.setSocketConfigurer((socket) -> {
			PeerSockets.RawSockets.secureServer(socket, secretKey);
			prepare(socket);
			socket.bind("tcp://127.0.0.1:*");
			Turns.announce(socket.getLastEndpoint());
		});
		producer.setConsumeDelay(Duration.ofMillis(1));
		producer.setConnectUrl("inproc://nobody");
		producer.setOutputChannel(channel);
		producer.setBeanFactory(new AnnotationConfigApplicationContext(Application.class));
		producer.afterPropertiesSet();
		producer.start();
		Turns.each((numbers) -> arrivals.rate(numbers[0]));
	}

	private static void send(ZContext context, String serverKey, String endpoint, int size) {
		ZeroMqMessageHandler handler = new ZeroMqMessageHandler(context, endpoint, SocketType.PUSH);
		handler.setSocketConfigurer((socket) -> {
			PeerSockets.RawSockets.secureClient(socket, serverKey);
			prepare(socket);
		});
		handler.setBeanFactory(new AnnotationConfigApplicationContext(Application.class));
		handler.afterPropertiesSet();
		handler.start();
		GenericMessage<byte[]> message = new GenericMessage<>(new byte[size]);
		Semaphore permits = new Semaphore(IN_FLIGHT);
		Turns.announce("connects");
		Turns.each((numbers) -> Sending.run(numbers[0], size, () -> {
			permits.acquireUninterruptibly();
			handler.handleMessage(message).doFinally((signal) -> permits.release()).subscribe();
		}));
	}

	private static void prepare(ZMQ.Socket socket) {
		socket.setHWM(Integer.getInteger("high-water-mark", 1000));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Application {

	}

}
