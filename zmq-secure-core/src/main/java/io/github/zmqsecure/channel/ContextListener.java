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

package io.github.zmqsecure.channel;

/**
 * Notified when the sockets could not be rebuilt after their context failed, and when
 * they could after all. Called on the thread that rebuilds them.
 *
 * @since 0.1.0
 */
public interface ContextListener {

	/**
	 * Several attempts at rebuilding the sockets failed. Others follow.
	 * @param cause why the last one failed
	 */
	void contextBroken(Throwable cause);

	/**
	 * The sockets are open again.
	 */
	void contextHealed();

}
