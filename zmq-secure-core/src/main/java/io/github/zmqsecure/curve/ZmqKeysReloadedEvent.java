// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.Serial;
import java.util.List;

import org.springframework.context.ApplicationEvent;

/**
 * Published after keys have changed while the application runs: a file changed, appeared
 * or disappeared, or a key was retired. The changes are in effect by then. It comes on a
 * thread of its own, so a listener may take its time; changes that happen meanwhile come
 * together in the next event.
 *
 * @since 0.1.0
 */
public class ZmqKeysReloadedEvent extends ApplicationEvent {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient List<KeyChange> changes;

	private final transient List<String> problems;

	/**
	 * Create an event.
	 * @param source the keys
	 * @param changes what has changed
	 * @param problems what is wrong with files whose keys are missing or are not the
	 * newest
	 */
	public ZmqKeysReloadedEvent(Object source, List<KeyChange> changes, List<String> problems) {
		super(source);
		this.changes = List.copyOf(changes);
		this.problems = List.copyOf(problems);
	}

	/**
	 * Return what has changed.
	 * @return the changes, first what is gone
	 */
	public List<KeyChange> getChanges() {
		return this.changes;
	}

	/**
	 * Return what is wrong with files whose keys are missing or are not the newest.
	 * @return the problems, which name the file and the mend
	 */
	public List<String> getProblems() {
		return this.problems;
	}

}
