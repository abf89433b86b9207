// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Mutations;
import io.github.zmqsecure.support.OrderService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Feeds altered requests to the ZAP handler that serves, and puts verdicts about all
 * kinds of names into text and back.
 */
@Timeout(3600)
class ZapFuzzTests {

	private static final int ROUNDS = 3000;

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void theHandlerAnswersOnWhateverItIsAsked(CapturedOutput output) {
		OrderService.run((orders) -> {
			List<byte[]> request = new ArrayList<>();
			for (String frame : List.of("", "1.0", "1", "orders", "127.0.0.1", "id", "CURVE")) {
				request.add(frame.getBytes(StandardCharsets.UTF_8));
			}
			request.add(CurveKeyPair.generate().publicKey().toBytes());
			Mutations mutations = new Mutations(request);
			long longest = 0;
			try (ZMQ.Socket dealer = orders.context().getBean(ZContext.class).createSocket(SocketType.DEALER)) {
				dealer.setLinger(0);
				dealer.setSendTimeOut(10_000);
				dealer.connect(ZapHandler.ENDPOINT);
				for (int round = 0; mutations.goOn(round, ROUNDS); round++) {
					long start = System.nanoTime();
					assertThat(send(dealer, request, mutations)).isTrue();
					while (dealer.recv(ZMQ.DONTWAIT) != null) {
						assertThat(dealer.getCurveServer()).isFalse();
					}
					longest = Math.max(longest, System.nanoTime() - start);
				}
			}
			ZapSupervisor supervisor = orders.context().getBean(ZapSupervisor.class);
			await().until(supervisor::isAnswering);
			// On a busy machine an answer may be late though all is well.
			assertThat(supervisor.getRestarts() == 0 || Duration.ofNanos(longest).toMillis() > 500).isTrue();
			assertThat(output).doesNotContain("A step of thread 'zmq-secure-zap' failed");
			try (CurvePeer newcomer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey())) {
				newcomer.handshake(Map.of()).message("hello");
				assertThat(newcomer.opened()).asString().isEqualTo("hello");
			}
		});
	}

	@Test
	void aVerdictIsTheSameAfterItWasText() {
		Mutations mutations = new Mutations(List.of("gateway", "\n\n", "a\nb", "1\norders\n127.0.0.1\n", "\u0000", "ü€")
			.stream()
			.map((text) -> text.getBytes(StandardCharsets.UTF_8))
			.toList());
		ClientCredentials client = new ClientCredentials("orders", CurveKeyPair.generate().publicKey(), "127.0.0.1");
		for (int round = 0; mutations.goOn(round, ROUNDS); round++) {
			String name = new String(mutations.next(), StandardCharsets.UTF_8);
			ZapVerdict verdict = new ZapVerdict(round, client, (name.isEmpty()) ? null : name);
			assertThat(ZapVerdict.parse(verdict.format())).isEqualTo(verdict);
		}
	}

	private static boolean send(ZMQ.Socket dealer, List<byte[]> request, Mutations mutations) {
		List<byte[]> frames = new ArrayList<>(request);
		for (int changes = 1 + mutations.number(3); changes > 0; changes--) {
			int at = mutations.number(frames.size());
			switch (mutations.number(4)) {
				case 0 -> frames.set(at, mutations.mutate(frames.get(at)));
				case 1 -> frames.add(at, mutations.next());
				case 2 -> frames.set(at, frames.get(mutations.number(frames.size())));
				default -> frames.remove(at);
			}
			if (frames.isEmpty()) {
				frames.add(new byte[0]);
			}
		}
		boolean sent = true;
		for (int i = 0; i < frames.size(); i++) {
			sent &= dealer.send(frames.get(i), (i < frames.size() - 1) ? ZMQ.SNDMORE : 0);
		}
		return sent;
	}

}
