// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
