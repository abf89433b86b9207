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

/**
 * What sends and what receives: raw JeroMQ sockets, or the programming model.
 *
 * @since 0.1.0
 */
public enum Model {

	/**
	 * A raw JeroMQ socket on each side.
	 */
	RAW(PushPeer.class, PullPeer.class),

	/**
	 * The template sends, a raw socket receives.
	 */
	TEMPLATE(TemplatePeer.class, PullPeer.class),

	/**
	 * A raw socket sends, a functional listener receives.
	 */
	LISTENER(PushPeer.class, ListenerPeer.class),

	/**
	 * A raw socket sends, an annotated method receives.
	 */
	ANNOTATED(PushPeer.class, ListenerPeer.class),

	/**
	 * The template sends, an annotated method receives.
	 */
	BOTH(TemplatePeer.class, ListenerPeer.class);

	private final Class<?> sender;

	private final Class<?> receiver;

	Model(Class<?> sender, Class<?> receiver) {
		this.sender = sender;
		this.receiver = receiver;
	}

	Class<?> sender() {
		return this.sender;
	}

	Class<?> receiver() {
		return this.receiver;
	}

}
