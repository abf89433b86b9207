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
