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

package io.github.zmqsecure.proxy;

import org.jspecify.annotations.Nullable;

/**
 * Which sockets a proxy connects.
 *
 * @param name the name of the proxy
 * @param frontend the name of the socket that faces those who send, ask or publish
 * @param backend the name of the socket that faces those who receive, answer or subscribe
 * @param capture the name of the socket that gets a copy of each message, {@code null}
 * for none
 * @since 0.1.0
 */
public record ZmqProxySettings(String name, String frontend, String backend, @Nullable String capture) {

}
