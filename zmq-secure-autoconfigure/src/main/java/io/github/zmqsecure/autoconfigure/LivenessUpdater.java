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

import io.github.zmqsecure.channel.ContextListener;
import io.github.zmqsecure.thread.DetachedTask;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;

/**
 * Turns the liveness of the application broken while its sockets can't be rebuilt, or a
 * thread does not come back that it depends on, since then only a restart may help.
 * Listeners of the application hear of it on a thread of their own.
 */
class LivenessUpdater implements ContextListener {

	private final ApplicationContext application;

	private final DetachedTask publication = new DetachedTask("zmq-secure-liveness",
			"A listener of the application failed on a change of its liveness", this::publish);

	private boolean contextBroken;

	private boolean threadsBroken;

	LivenessUpdater(ApplicationContext application) {
		this.application = application;
	}

	@Override
	public synchronized void contextBroken(Throwable cause) {
		this.contextBroken = true;
		this.publication.request();
	}

	@Override
	public synchronized void contextHealed() {
		this.contextBroken = false;
		this.publication.request();
	}

	synchronized void threadsBroken(boolean broken) {
		this.threadsBroken = broken;
		this.publication.request();
	}

	private void publish() {
		AvailabilityChangeEvent.publish(this.application, (isBroken()) ? LivenessState.BROKEN : LivenessState.CORRECT);
	}

	private synchronized boolean isBroken() {
		return this.contextBroken || this.threadsBroken;
	}

}
