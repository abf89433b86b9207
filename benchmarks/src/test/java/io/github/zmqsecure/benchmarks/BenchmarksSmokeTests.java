// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs each benchmark for a moment, so that none of them rots.
 */
class BenchmarksSmokeTests {

	@TempDir
	private Path images;

	private final PeerProcesses processes = new PeerProcesses(
			System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
			List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));

	@Test
	@Tag("long")
	void endToEnd() throws Exception {
		assertThat(run(new EndToEndBenchmark(), "sizes=1024",
				"contestants=jnacl,template-listener,spring-integration,libzmq-zap"))
			.contains("| jnacl", "| template-listener", "| spring-integration");
		assertThat(this.images.resolve("push-pull.svg")).content().contains("prefers-color-scheme: dark", "jnacl");
	}

	@Test
	@Tag("long")
	void fanOut() throws Exception {
		assertThat(run(new FanOutBenchmark(), "sizes=1024", "subscribers=2", "contestants=bouncy-castle,libzmq"))
			.contains("| bouncy-castle");
	}

	@Test
	@Tag("long")
	void requestReply() throws Exception {
		assertThat(run(new RequestReplyBenchmark(), "in-flight=1,2",
				"contestants=bouncy-castle,template-listener,template-method,grpc-unary,libzmq"))
			.contains("| bouncy-castle", "| template-listener", "| template-method", "| grpc-unary");
	}

	@Test
	@Tag("long")
	void ioThreads() throws Exception {
		assertThat(run(new IoThreadsBenchmark(), "size=1024", "io-threads=2", "contestants=libzmq"))
			.contains("4 PUSH clients", "4 SUB clients");
	}

	@Test
	@Tag("long")
	void handshakeFlood() throws Exception {
		assertThat(run(new HandshakeFloodBenchmark(), "rate=20", "contestants=bouncy-castle"))
			.contains("| bouncy-castle");
	}

	@Test
	@Tag("long")
	@EnabledOnOs(OS.LINUX)
	void handshakes() throws Exception {
		assertThat(run(new HandshakeBenchmark(), "measurement=20", "contestants=starter-bouncy-castle,libzmq-zap"))
			.contains("| starter-bouncy-castle");
	}

	@Test
	@Tag("long")
	@EnabledOnOs(OS.LINUX)
	void connections() throws Exception {
		assertThat(run(new ConnectionsBenchmark(), "clients=20", "idle=100",
				"contestants=starter-bouncy-castle,libzmq-zap"))
			.contains("idle CPU");
	}

	@Test
	@Tag("long")
	void startUp() throws Exception {
		assertThat(run(new StartUpBenchmark(), "sockets=1")).contains("| without the starter", "| 1 ");
	}

	@Test
	@Tag("long")
	@EnabledOnOs(OS.LINUX)
	void soak() throws Exception {
		assertThat(run(new SoakBenchmark(), "seconds=2", "interval=500", "connections=10")).contains("| descriptors");
		assertThat(this.images.resolve("soak.svg")).content().contains("polyline");
	}

	@Test
	@Tag("long")
	void brokers() throws Exception {
		assertThat(run(new BrokerBenchmark(), "sizes=1024")).containsAnyOf("| starter", "need gcc");
	}

	@Test
	void micro() throws Exception {
		org.openjdk.jmh.runner.options.Options options = new OptionsBuilder()
			.include("X25519Benchmark.multiply|SecretBoxBenchmark.seal")
			.param("contestant", "jnacl", "bouncy-castle")
			.param("size", "1024")
			.forks(0)
			.warmupIterations(0)
			.measurementIterations(1)
			.measurementTime(TimeValue.milliseconds(50))
			.build();
		assertThat(new Runner(options).run()).hasSize(4)
			.extracting(RunResult::getPrimaryResult)
			.allSatisfy((result) -> assertThat(result.getScore()).isPositive());
	}

	private String run(Benchmark benchmark, String... options) throws Exception {
		String[] all = Stream.concat(Stream.of("warm-up=50", "rounds=1", "measurement=200"), Stream.of(options))
			.toArray(String[]::new);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
			benchmark.run(this.processes, Options.of(all), new Report(out, this.images));
		}
		String text = bytes.toString(StandardCharsets.UTF_8);
		System.out.println(text);
		return text;
	}

}
