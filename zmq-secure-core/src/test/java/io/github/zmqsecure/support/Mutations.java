// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Alters what is understood, for those who must understand or refuse it. Goes on for
 * {@code -Dfuzz.seconds}, with another seed by {@code -Dfuzz.seed}. Not thread-safe.
 */
public final class Mutations {

	private static final long SEED = Long.getLong("fuzz.seed", 20_261_126);

	private static final int LONGEST = 4096;

	private final Random random = new Random(SEED);

	private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("fuzz.seconds", 0));

	private final List<byte[]> corpus;

	/**
	 * Create from what is understood.
	 * @param corpus some examples
	 */
	public Mutations(List<byte[]> corpus) {
		this.corpus = corpus;
	}

	/**
	 * Create from the files of a directory.
	 * @param name the directory within {@code src/test/resources/fuzz}
	 * @return the mutations
	 */
	public static Mutations of(String name) {
		List<byte[]> corpus = new ArrayList<>();
		try {
			Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:fuzz/" + name + "/*");
			Arrays.sort(files, Comparator.comparing(Resource::getFilename));
			for (Resource file : files) {
				corpus.add(file.getContentAsByteArray());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Mutations(corpus);
	}

	/**
	 * Return what is understood.
	 * @return the examples
	 */
	public List<byte[]> corpus() {
		return this.corpus;
	}

	/**
	 * Return whether there is time for another round.
	 * @param round the number of the round
	 * @param rounds how many there are at least
	 * @return whether it may begin
	 */
	public boolean goOn(int round, int rounds) {
		return round < rounds || System.nanoTime() - this.end < 0;
	}

	/**
	 * Return a number.
	 * @param bound the number that it is less than
	 * @return the number
	 */
	public int number(int bound) {
		return this.random.nextInt(bound);
	}

	/**
	 * Return one of the examples, altered.
	 * @return the bytes
	 */
	public byte[] next() {
		return mutate(this.corpus.get(number(this.corpus.size())));
	}

	/**
	 * Alter an example.
	 * @param seed the example
	 * @return its bytes, altered, and 4 KiB at most
	 */
	public byte[] mutate(byte[] seed) {
		byte[] bytes = seed.clone();
		for (int changes = 1 + number(4); changes > 0; changes--) {
			int at = number(bytes.length + 1);
			byte[] other = this.corpus.get(number(this.corpus.size()));
			bytes = switch (number(6)) {
				case 0 -> splice(bytes, at, at, new byte[] { (byte) number(256) });
				case 1 -> splice(bytes, at, Math.min(bytes.length, at + 1 + number(4)), new byte[0]);
				case 2 -> splice(bytes, at, Math.min(bytes.length, at + 1), new byte[] { (byte) number(256) });
				case 3 ->
					splice(bytes, at, bytes.length, Arrays.copyOfRange(other, number(other.length + 1), other.length));
				case 4 -> splice(bytes, at, at, Arrays.copyOf(bytes, at));
				default -> splice(bytes, at, at, new byte[] { -1, -1, -1, -1 });
			};
			bytes = Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST));
		}
		return bytes;
	}

	private static byte[] splice(byte[] bytes, int from, int to, byte[] inserted) {
		byte[] spliced = Arrays.copyOf(bytes, from + inserted.length + bytes.length - to);
		System.arraycopy(inserted, 0, spliced, from, inserted.length);
		System.arraycopy(bytes, to, spliced, from + inserted.length, bytes.length - to);
		return spliced;
	}

}
