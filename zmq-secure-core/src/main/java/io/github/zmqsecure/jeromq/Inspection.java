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

package io.github.zmqsecure.jeromq;

import io.github.zmqsecure.auth.ZapVerdict;
import org.jspecify.annotations.Nullable;

/**
 * What was seen behind a connection at one moment.
 *
 * @param stage how far the handshake came
 * @param verdict what the ZAP handler of this library said of the client, if it did
 * @since 0.1.0
 */
public record Inspection(HandshakeStage stage, @Nullable ZapVerdict verdict) {

	/** Of a connection that JeroMQ does not know at this moment. */
	public static final Inspection UNKNOWN = new Inspection(HandshakeStage.UNKNOWN, null);

}
