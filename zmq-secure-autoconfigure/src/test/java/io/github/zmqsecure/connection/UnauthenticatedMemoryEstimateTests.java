// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnauthenticatedMemoryEstimate}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnauthenticatedMemoryEstimateTests {

	private static final String MAX_CONNECTIONS = "zmq.secure.limits.max-connections=";

	private static final long MEGABYTE = 1024 * 1024;

	@Test
	void fitsAsShipped(CapturedOutput output) {
		TestSockets.runner()
			.withPropertyValues(TestSockets.SERVER)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("Peers can make");
	}

	@Test
	void warnsWhenWhatIsConfiguredDoesNotFit(CapturedOutput output) {
		TestSockets.runner()
			.withPropertyValues(TestSockets.SERVER)
			.withPropertyValues(MAX_CONNECTIONS + "2000000000")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("MB of heap, ")
			.contains("MB of them for messages")
			.contains("MB of direct memory of the")
			.contains("zmq.secure.limits.max-connections")
			.contains("-XX:MaxDirectMemorySize")
			.contains("ulimit -n");
	}

	@Test
	void countsBoundSocketsOnly(CapturedOutput output) {
		TestSockets.runner()
			.withPropertyValues("zmq.secure.keys.server.ephemeral=true", "zmq.secure.sockets.client.type=dealer",
					"zmq.secure.sockets.client.connect=tcp://127.0.0.1:1", "zmq.secure.sockets.client.server=server",
					MAX_CONNECTIONS + "2000000000")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("Peers can make");
	}

	@Test
	void saysWhichMemoryIsTooSmall(CapturedOutput output) {
		UnauthenticatedMemoryEstimate memory = new UnauthenticatedMemoryEstimate(60 * MEGABYTE, 30 * MEGABYTE,
				60 * MEGABYTE, 1000);
		memory.warnUnlessItFits(120 * MEGABYTE, 60 * MEGABYTE, 1000);
		assertThat(output).doesNotContain("Peers can make");
		memory.warnUnlessItFits(120 * MEGABYTE, 59 * MEGABYTE, 1000);
		assertThat(output).contains("60 MB of direct memory").contains("of the 59 MB").doesNotContain("of heap");
		memory.warnUnlessItFits(119 * MEGABYTE, 60 * MEGABYTE, 1000);
		assertThat(output).contains("90 MB of heap, 30 MB of them for messages").contains("-Xmx");
	}

	@Test
	void saysThatTooFewFilesCanBeOpened(CapturedOutput output) {
		UnauthenticatedMemoryEstimate memory = new UnauthenticatedMemoryEstimate(MEGABYTE, MEGABYTE, MEGABYTE, 1000);
		memory.warnUnlessItFits(120 * MEGABYTE, 60 * MEGABYTE, 999);
		assertThat(output).contains("1000 open files of the 999 ").contains("ulimit -n").doesNotContain("MB");
	}

}
