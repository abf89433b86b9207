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

import io.github.zmqsecure.memory.ByteAccount;

/**
 * Room for the copies by which publishers send. Connections that are quick and those that
 * are not known to be can't have all of it, so that neither wait for the others alone.
 */
record CopyRoom(ByteAccount quick, ByteAccount others) {

	CopyRoom(long limit) {
		this(new ByteAccount(limit));
	}

	private CopyRoom(ByteAccount all) {
		this(all.part(all.getLimit() * 2 / 3), all.part(all.getLimit() * 2 / 3));
	}

}
