// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sealing and opening one message with a shared key, as for each message of a connection.
 *
 * @since 0.1.0
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SecretBoxBenchmark {

	private static final int PADDING = 32;

	/**
	 * Whose cryptography runs.
	 */
	@Param({ "jnacl", "bouncy-castle", "libsodium" })
	public String contestant = "";

	/**
	 * The size of the message in bytes.
	 */
	@Param({ "100", "1024", "65536", "1048576" })
	public int size;

	private Crypto crypto = Crypto.of(Contestant.JNACL);

	private final byte[] nonce = new byte[24];

	private final byte[] key = new byte[32];

	private byte[] message = {};

	private byte[] box = {};

	private byte[] target = {};

	/**
	 * Seal a message to open.
	 */
	@Setup
	public void prepare() {
		this.crypto = Crypto.of(Contestant.of(this.contestant));
		new Random(1).nextBytes(this.key);
		this.message = new byte[PADDING + this.size];
		this.box = new byte[PADDING + this.size];
		this.target = new byte[PADDING + this.size];
		this.crypto.seal(this.box, this.message, this.box.length, this.nonce, this.key);
	}

	/**
	 * Seal the message.
	 * @return 0
	 */
	@Benchmark
	public int seal() {
		return this.crypto.seal(this.target, this.message, this.message.length, this.nonce, this.key);
	}

	/**
	 * Open the box.
	 * @return 0
	 */
	@Benchmark
	public int open() {
		return this.crypto.open(this.target, this.box, this.box.length, this.nonce, this.key);
	}

}
