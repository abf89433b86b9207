/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
