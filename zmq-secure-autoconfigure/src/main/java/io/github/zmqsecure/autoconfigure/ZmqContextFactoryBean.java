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

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.socket.HardenedContext;
import org.zeromq.ZContext;

import org.springframework.beans.factory.FactoryBean;

/**
 * Makes the ZeroMQ context a bean that Spring does not close, since its
 * {@link HardenedContext} does. A bean method would need {@code destroyMethod = ""} for
 * that, which is lost in applications that were processed ahead of time.
 */
class ZmqContextFactoryBean implements FactoryBean<ZContext> {

	private final HardenedContext context;

	ZmqContextFactoryBean(HardenedContext context) {
		this.context = context;
	}

	@Override
	public ZContext getObject() {
		return this.context.get();
	}

	@Override
	public Class<?> getObjectType() {
		return ZContext.class;
	}

}
