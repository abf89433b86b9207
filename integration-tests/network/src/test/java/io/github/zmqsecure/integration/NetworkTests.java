// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for applications on a network that loses and delays, whose names move and whose
 * servers come and go. How long each time it took until orders were answered again is in
 * {@code target/recovery.txt}.
 */
class NetworkTests {

	@TempDir
	private static Path directory;

	/** How long each recovery took, for the report. */
	private static final List<String> recoveries = new ArrayList<>();

	private static Fleet fleet;

	@BeforeAll
	static void start() {
		TestNetwork.assumeAvailable();
		fleet = new Fleet(directory);
	}

	@AfterAll
	static void stop() throws IOException {
		if (fleet != null) {
			fleet.close();
			Files.write(Files.createDirectories(Path.of("target")).resolve("recovery.txt"), recoveries);
		}
	}

	@BeforeEach
	void mend() {
		fleet.mend();
		fleet.awaitAnswers("answered");
		fleet.awaitAnswers("others");
		awaitHealth("UP");
	}

	@Test
	@Tag("long")
	void aLinkThatIsSilent() {
		long silent = cut("silent");
		fleet.network().part("one");
		await().until(() -> cut("silent") > silent);
		awaitHealth("DOWN");
		assertOthersKeepTheirRate();
		fleet.network().mend();
		recovered("a silent link", fleet.awaitAnswers("answered"));
	}

	@Test
	@Tag("long")
	void aPartition() {
		fleet.network().part("gateway");
		awaitHealth("DOWN");
		fleet.network().mend();
		recovered("a partition", fleet.awaitAnswers("answered"));
		fleet.awaitAnswers("others");
	}

	@Test
	void packetsThatAreLostAndLate() {
		fleet.network().lose("one", 3);
		fleet.network().delay("one", 200);
		long answered = fleet.count("answered");
		await().until(() -> fleet.count("answered") > answered + 200);
		assertOthersKeepTheirRate();
		fleet.network().mend();
		recovered("loss and delay", fleet.awaitAnswers("answered"));
	}

	@Test
	@Tag("long")
	void aServerThatIsKilled() {
		fleet.on("one").signal("KILL");
		awaitHealth("DOWN");
		assertOthersKeepTheirRate();
		fleet.startService("one");
		recovered("a killed server", fleet.awaitAnswers("answered"));
	}

	@Test
	void aServerThatIsStopped() {
		long silent = cut("silent");
		fleet.on("one").signal("STOP");
		await().until(() -> cut("silent") > silent);
		assertOthersKeepTheirRate();
		fleet.on("one").signal("CONT");
		recovered("a stopped server", fleet.awaitAnswers("answered"));
	}

	@Test
	@Tag("long")
	void aNameThatMoves() {
		fleet.network().name(Fleet.NAME, "two");
		fleet.on("one").signal("KILL");
		recovered("a name that moved", fleet.awaitAnswers("answered"));
		fleet.startService("one");
		fleet.network().name(Fleet.NAME, "one");
		fleet.on("two").signal("KILL");
		recovered("a name that moved back", fleet.awaitAnswers("answered"));
		fleet.startService("two");
	}

	@Test
	@Tag("long")
	void aNameServiceThatIsSlowAndDead() {
		fleet.network().delayNames(15);
		fleet.network().waitForNames(20);
		fleet.startGateway();
		fleet.awaitAnswers("others");
		assertThat(fleet.health("orders-client")).startsWith("DOWN").contains("resolving");
		recovered("a slow name service", fleet.awaitAnswers("answered"));
		fleet.network().stopNames();
		fleet.network().waitForNames(1);
		fleet.startGateway();
		fleet.awaitAnswers("others");
		assertOthersKeepTheirRate();
		assertThat(fleet.health("orders-client")).startsWith("DOWN");
		fleet.network().mend();
		recovered("a dead name service", fleet.awaitAnswers("answered"));
	}

	@Test
	void anInterfaceThatAppearsAfterTheStart() {
		fleet.network().plug("gateway", false);
		fleet.startGateway();
		assertThat(fleet.health("orders-client")).startsWith("DOWN");
		fleet.network().plug("gateway", true);
		recovered("an interface that was missing", fleet.awaitAnswers("answered"));
		fleet.awaitAnswers("others");
	}

	private static void recovered(String from, long millis) {
		recoveries.add(from + ": " + millis + " ms");
		fleet.assertBalanced();
		awaitHealth("UP");
	}

	/** Nobody fails, and answers come, who has nothing to do with it. */
	private static void assertOthersKeepTheirRate() {
		long failures = fleet.count("otherFailures");
		long others = fleet.count("others");
		await().atMost(Duration.ofSeconds(20)).until(() -> fleet.count("others") > others + 100);
		assertThat(fleet.count("otherFailures")).isEqualTo(failures);
	}

	private static void awaitHealth(String status) {
		await().untilAsserted(() -> assertThat(fleet.health("orders-client")).startsWith(status));
	}

	private static long cut(String reason) {
		return fleet.meter("zmq.secure.connections.cut socket orders-client reason " + reason);
	}

}
