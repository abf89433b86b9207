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
 * X25519, of which a CURVE server computes seven for each handshake.
 *
 * @since 0.1.0
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class X25519Benchmark {

	/**
	 * Whose cryptography runs.
	 */
	@Param({ "jnacl", "bouncy-castle", "libsodium" })
	public String contestant = "";

	private Crypto crypto = Crypto.of(Contestant.JNACL);

	private final byte[] secretKey = new byte[32];

	private final byte[] publicKey = new byte[32];

	private final byte[] target = new byte[32];

	/**
	 * Make keys.
	 */
	@Setup
	public void prepare() {
		this.crypto = Crypto.of(Contestant.of(this.contestant));
		new Random(1).nextBytes(this.secretKey);
		this.publicKey[0] = 9;
		this.crypto.multiply(this.publicKey, this.secretKey, this.publicKey.clone());
	}

	/**
	 * Multiply a point with a scalar.
	 * @return 0
	 */
	@Benchmark
	public int multiply() {
		return this.crypto.multiply(this.target, this.secretKey, this.publicKey);
	}

	/**
	 * Derive a shared key.
	 * @return 0
	 */
	@Benchmark
	public int sharedKey() {
		return this.crypto.sharedKey(this.target, this.publicKey, this.secretKey);
	}

}
