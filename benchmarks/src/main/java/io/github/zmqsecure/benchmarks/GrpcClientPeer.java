// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.client.GrpcChannelFactory;

/**
 * A process with Spring gRPC and mutual TLS that sends requests.
 *
 * @since 0.1.0
 */
public final class GrpcClientPeer {

	private GrpcClientPeer() {
	}

	/**
	 * Send requests.
	 * @param args contestant, directory of the certificates, target, size of a message
	 */
	public static void main(String[] args) {
		byte[] payload = new byte[Integer.parseInt(args[3])];
		Map<String, Object> properties = Certificates.bundle(args[1], "client", "server");
		properties.put("spring.grpc.server.enabled", false);
		properties.put("spring.grpc.client.channel.echo.target", args[2]);
		properties.put("spring.grpc.client.channel.echo.ssl.bundle", "client");
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties(properties)
			.run()) {
			Channel channel = context.getBean(GrpcChannelFactory.class).createChannel("echo");
			Consumer<Runnable> streaming = (Contestant.of(args[0]) == Contestant.GRPC_STREAMING)
					? new Stream(channel, payload) : null;
			Turns.announce("connects");
			Turns.each((numbers) -> Latencies.run((int) numbers[0], numbers[1],
					(streaming != null) ? streaming : (done) -> unary(channel, payload, numbers[0] == 1, done)));
		}
	}

	private static void unary(Channel channel, byte[] payload, boolean blocking, Runnable done) {
		if (blocking) {
			ClientCalls.blockingUnaryCall(channel, Echo.UNARY, CallOptions.DEFAULT, payload);
			done.run();
		}
		else {
			ClientCalls.asyncUnaryCall(channel.newCall(Echo.UNARY, CallOptions.DEFAULT), payload, new Reply(done));
		}
	}

	private static void fail(Throwable ex) {
		ex.printStackTrace();
		Runtime.getRuntime().halt(1);
	}

	/**
	 * One stream for all requests, whose replies come in their order.
	 */
	private static final class Stream implements Consumer<Runnable>, StreamObserver<byte[]> {

		private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

		private final StreamObserver<byte[]> requests;

		private final byte[] payload;

		private Stream(Channel channel, byte[] payload) {
			this.payload = payload;
			this.requests = ClientCalls.asyncBidiStreamingCall(channel.newCall(Echo.STREAMING, CallOptions.DEFAULT),
					this);
		}

		@Override
		public void accept(Runnable done) {
			this.waiting.add(done);
			this.requests.onNext(this.payload);
		}

		@Override
		public void onNext(byte[] reply) {
			this.waiting.remove().run();
		}

		@Override
		public void onError(Throwable ex) {
			fail(ex);
		}

		@Override
		public void onCompleted() {
		}

	}

	/**
	 * The reply to a call.
	 *
	 * @param done what to do when it has come
	 */
	private record Reply(Runnable done) implements StreamObserver<byte[]> {

		@Override
		public void onNext(byte[] reply) {
		}

		@Override
		public void onError(Throwable ex) {
			fail(ex);
		}

		@Override
		public void onCompleted() {
			this.done.run();
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
