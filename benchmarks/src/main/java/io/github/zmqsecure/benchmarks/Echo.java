// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/**
 * A service of gRPC that sends requests back. Its messages are bytes, without Protocol
 * Buffers, as those of the others are.
 */
final class Echo implements BindableService {

	static final MethodDescriptor<byte[], byte[]> UNARY = method("Unary", MethodDescriptor.MethodType.UNARY);

	static final MethodDescriptor<byte[], byte[]> STREAMING = method("Streaming",
			MethodDescriptor.MethodType.BIDI_STREAMING);

	private static final String NAME = "Echo";

	@Override
	public ServerServiceDefinition bindService() {
		return ServerServiceDefinition.builder(NAME).addMethod(UNARY, ServerCalls.asyncUnaryCall((request, replies) -> {
			replies.onNext(request);
			replies.onCompleted();
		})).addMethod(STREAMING, ServerCalls.asyncBidiStreamingCall(Requests::new)).build();
	}

	private static MethodDescriptor<byte[], byte[]> method(String name, MethodDescriptor.MethodType type) {
		return MethodDescriptor.<byte[], byte[]>newBuilder(new Bytes(), new Bytes())
			.setType(type)
			.setFullMethodName(MethodDescriptor.generateFullMethodName(NAME, name))
			.build();
	}

	/**
	 * The requests of a stream.
	 *
	 * @param replies the replies of the stream
	 */
	private record Requests(StreamObserver<byte[]> replies) implements StreamObserver<byte[]> {

		@Override
		public void onNext(byte[] request) {
			this.replies.onNext(request);
		}

		@Override
		public void onError(Throwable ex) {
			this.replies.onError(ex);
		}

		@Override
		public void onCompleted() {
			this.replies.onCompleted();
		}

	}

	/**
	 * Bytes as they are.
	 */
	private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

		@Override
		public InputStream stream(byte[] value) {
			return new ByteArrayInputStream(value);
		}

		@Override
		public byte[] parse(InputStream stream) {
			try {
				return stream.readAllBytes();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
