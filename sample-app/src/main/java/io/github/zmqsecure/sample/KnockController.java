// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import io.github.zmqsecure.sample.Knocker.Knock;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Has an unauthenticated peer knock at the order service.
 */
@RestController
@RequestMapping("/api/knock")
class KnockController {

	private final Knocker knocker;

	KnockController(Knocker knocker) {
		this.knocker = knocker;
	}

	@PostMapping("/wrong-key")
	Outcome wrongKey() throws InterruptedException {
		return knock(Knock.WRONG_KEY);
	}

	@PostMapping("/wrong-server-key")
	Outcome wrongServerKey() throws InterruptedException {
		return knock(Knock.WRONG_SERVER_KEY);
	}

	private Outcome knock(Knock knock) throws InterruptedException {
		return new Outcome(this.knocker.knock(knock));
	}

	/**
	 * How the knock ended.
	 *
	 * @param refused whether the order service ended the connection
	 */
	record Outcome(boolean refused) {

	}

}
