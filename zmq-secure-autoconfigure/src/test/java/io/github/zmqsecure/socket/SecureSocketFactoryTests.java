// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import zmq.Msg;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SecureSocketFactory} and {@link SocketCustomizer}.
 */
class SecureSocketFactoryTests {

	private final ApplicationContextRunner application = TestSockets.runner().withPropertyValues(TestSockets.SERVER);

	@Test
	void createsAConfiguredSocketThatIsNotBound() {
		this.application.run((context) -> {
			CurveKeyPair pair = context.getBean(CurveKeys.class).getKeyPair("orders-service");
			try (ZMQ.Socket socket = context.getBean(SecureSocketFactory.class).create("orders")) {
				assertThat(socket.getMechanism()).isEqualTo(ZMQ.Socket.Mechanism.CURVE);
				assertThat(socket.getCurveServer()).isTrue();
				assertThat(socket.getZapDomain()).isEqualTo("orders");
				assertThat(socket.getCurvePublicKey()).isEqualTo(pair.publicKey().toBytes());
				assertThat(socket.getCurveSecretKey()).isEqualTo(pair.secretKey().toBytes());
				assertThat(socket.getLastEndpoint()).isNull();
			}
		});
	}

	@Test
	void opensARawSocketThatAManagedOneCanTalkTo() {
		Pair pair = new Pair("rep", "req");
		pair.runServer((server) -> {
			server.socket().setHandler((request) -> server.socket().send("answer to " + request.text(0)));
			pair.clientRunner().run((context) -> {
				try (ZMQ.Socket raw = context.getBean(SecureSocketFactory.class).open("client")) {
					raw.setReceiveTimeOut(30_000);
					raw.send("raw");
					assertThat(raw.recvStr()).isEqualTo("answer to raw");
				}
			});
		});
	}

	@Test
	void configuresASocketOfItsContext() {
		this.application.run((context) -> {
			Consumer<ZMQ.Socket> configurer = context.getBean(SecureSocketFactory.class).configurer("orders");
			try (ZMQ.Socket socket = context.getBean(ZContext.class).createSocket(SocketType.ROUTER)) {
				configurer.accept(socket);
				assertThat(socket.getMechanism()).isEqualTo(ZMQ.Socket.Mechanism.CURVE);
				assertThat(socket.getCurveServer()).isTrue();
			}
		});
	}

	@Test
	void refusesToConfigureASocketOfAnotherContext() {
		this.application.run((context) -> {
			Consumer<ZMQ.Socket> configurer = context.getBean(SecureSocketFactory.class).configurer("orders");
			try (ZContext foreign = new ZContext(); ZMQ.Socket socket = foreign.createSocket(SocketType.ROUTER)) {
				assertThatExceptionOfType(ZmqSecureException.class).isThrownBy(() -> configurer.accept(socket))
					.withMessageContaining("another context");
			}
		});
	}

	@Test
	void refusesToConfigureASocketOfAnotherType() {
		this.application.run((context) -> {
			Consumer<ZMQ.Socket> configurer = context.getBean(SecureSocketFactory.class).configurer("orders");
			try (ZMQ.Socket socket = context.getBean(ZContext.class).createSocket(SocketType.PUB)) {
				assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> configurer.accept(socket))
					.withMessageContaining("ROUTER");
			}
		});
	}

	@Test
	void namesTheSocketsItKnows() {
		this.application.run((context) -> {
			SecureSocketFactory factory = context.getBean(SecureSocketFactory.class);
			assertThat(factory.getNames()).containsExactly("orders");
			assertThatExceptionOfType(ZmqSecureException.class).isThrownBy(() -> factory.create("order"))
				.withMessageContaining("'order'")
				.withMessageContaining("[orders]");
		});
	}

	@Test
	void refusesACustomizerThatReplacesTheBoundedAllocator() {
		this.application.withBean(SocketCustomizer.class, () -> (settings, socket) -> socket.setMsgAllocator(Msg::new))
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(ZmqSecureException.class)
				.hasMessageContaining("'orders'")
				.hasMessageContaining("setMsgAllocator"));
	}

	@Test
	void appliesCustomizersInTheirOrder() {
		List<String> applied = new ArrayList<>();
		this.application
			.withInitializer((context) -> register((GenericApplicationContext) context, "late", 100, applied))
			.withInitializer((context) -> register((GenericApplicationContext) context, "early", -100, applied))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(applied).containsExactly("early orders", "late orders");
			});
	}

	@ParameterizedTest
	@EnumSource
	void refusesASocketThatACustomizerMadeLessSecure(Sabotage sabotage) {
		int port = Ports.free();
		this.application.withPropertyValues("zmq.secure.sockets.orders.bind=tcp://127.0.0.1:" + port)
			.withInitializer((context) -> ((GenericApplicationContext) context).registerBean(SocketCustomizer.class,
					() -> (settings, socket) -> sabotage.apply(socket)))
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(context.getStartupFailure())
					.hasStackTraceContaining("Socket 'orders' should be CURVE server");
			});
	}

	private static void register(GenericApplicationContext context, String name, int order, List<String> applied) {
		context.registerBean(name, SocketCustomizer.class, () -> new Recording(name, order, applied));
	}

	/**
	 * What a customizer should not do.
	 */
	enum Sabotage {

		/** Turn CURVE off. */
		NO_SERVER {

			@Override
			void apply(ZMQ.Socket socket) {
				socket.setCurveServer(false);
			}

		},

		/** Use passwords in plain text. */
		PLAIN {

			@Override
			void apply(ZMQ.Socket socket) {
				socket.setPlainServer(true);
			}

		},

		/** Escape the allow-list of the socket. */
		OTHER_DOMAIN {

			@Override
			void apply(ZMQ.Socket socket) {
				socket.setZapDomain("elsewhere");
			}

		};

		abstract void apply(ZMQ.Socket socket);

	}

	/**
	 * A customizer that notes when it was called.
	 */
	private record Recording(String name, int order, List<String> applied) implements SocketCustomizer, Ordered {

		@Override
		public void customize(SocketSettings settings, ZMQ.Socket socket) {
			this.applied.add(this.name + " " + settings.name());
		}

		@Override
		public int getOrder() {
			return this.order;
		}

	}

}
