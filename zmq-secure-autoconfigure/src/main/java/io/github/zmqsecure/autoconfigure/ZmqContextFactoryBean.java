// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
