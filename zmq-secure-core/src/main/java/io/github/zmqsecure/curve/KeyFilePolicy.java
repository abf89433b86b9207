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

package io.github.zmqsecure.curve;

/**
 * What it means that others than its owner can read a file with a secret key, or can
 * change a file with a key or the directory that it lies in. What Kubernetes or Docker
 * mounted is what the platform makes it, and no trouble.
 *
 * @since 0.1.0
 */
public enum KeyFilePolicy {

	/**
	 * The file is not read; of a directory of peers that others can change, no file is.
	 */
	ENFORCE,

	/**
	 * The file is read, and warned of once.
	 */
	WARN,

	/**
	 * The file is read.
	 */
	IGNORE

}
