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

package io.github.zmqsecure.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.converter.HeaderFrame;
import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.endpoint.AddressRange;
import io.github.zmqsecure.endpoint.AllowList;
import io.github.zmqsecure.endpoint.Endpoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Feeds what peers, files and properties may hold, and what comes of it when it is
 * altered, to those who parse it: each either understands it or says that it does not.
 * With {@code -Dfuzz.seconds} for that long, with another seed by {@code -Dfuzz.seed}.
 */
class ParserFuzzTests {

	private static final long SEED = Long.getLong("fuzz.seed", 20_261_126);

	private static final int ROUNDS = 5000;

	@ParameterizedTest
	@EnumSource
	void understandsOrRefuses(Target target) throws IOException {
		List<byte[]> corpus = target.corpus();
		assertThat(corpus).isNotEmpty();
		corpus.forEach(target::feed);
		Random random = new Random(SEED);
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("fuzz.seconds", 0));
		for (int i = 0; i < ROUNDS || System.nanoTime() - end < 0; i++) {
			target.feed(mutate(corpus.get(random.nextInt(corpus.size())), corpus, random));
		}
	}

	private static byte[] mutate(byte[] seed, List<byte[]> corpus, Random random) {
		byte[] bytes = seed.clone();
		for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
			int at = random.nextInt(bytes.length + 1);
			byte[] other = corpus.get(random.nextInt(corpus.size()));
			bytes = switch (random.nextInt(6)) {
				case 0 -> splice(bytes, at, at, new byte[] { (byte) random.nextInt(256) });
				case 1 -> splice(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(4)), new byte[0]);
				case 2 -> splice(bytes, at, Math.min(bytes.length, at + 1), new byte[] { (byte) random.nextInt(256) });
				case 3 -> splice(bytes, at, bytes.length,
						Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
				case 4 -> splice(bytes, at, at, Arrays.copyOf(bytes, at));
				default -> splice(bytes, at, at, new byte[] { -1, -1, -1, -1 });
			};
			bytes = Arrays.copyOf(bytes, Math.min(bytes.length, 4096));
		}
		return bytes;
	}

	private static byte[] splice(byte[] bytes, int from, int to, byte[] inserted) {
		byte[] spliced = Arrays.copyOf(bytes, from + inserted.length + bytes.length - to);
		System.arraycopy(inserted, 0, spliced, from, inserted.length);
		System.arraycopy(bytes, to, spliced, from + inserted.length, bytes.length - to);
		return spliced;
	}

	/**
	 * Who is fed.
	 */
	enum Target {

		HEADERS {

			@Override
			void parse(byte[] bytes) {
				assertThat(HeaderFrame.decode(HeaderFrame.encode(HeaderFrame.decode(bytes))))
					.isEqualTo(HeaderFrame.decode(bytes));
			}

		},

		CERTIFICATE {

			@Override
			void parse(byte[] bytes) {
				CurveCertificate.read(new ByteArrayResource(bytes));
			}

		},

		PUBLIC_KEY {

			@Override
			void parse(byte[] bytes) {
				CurvePublicKey key = CurvePublicKey.parse(text(bytes));
				assertThat(CurvePublicKey.parse(key.toZ85())).isEqualTo(key);
			}

		},

		ENDPOINT {

			@Override
			void parse(byte[] bytes) {
				Endpoint.parse(text(bytes));
			}

		},

		ADDRESS_RANGE {

			@Override
			void parse(byte[] bytes) {
				AddressRange.parse(text(bytes));
			}

		},

		ALLOW_LIST {

			@Override
			void parse(byte[] bytes) {
				AllowList.of(Set.of(text(bytes)));
			}

		};

		abstract void parse(byte[] bytes);

		void feed(byte[] bytes) {
			try {
				parse(bytes);
			}
			catch (ZmqSecureException | IllegalArgumentException ex) {
				assertThat(ex.getMessage()).isNotBlank();
			}
			catch (RuntimeException | Error ex) {
				throw new AssertionError(this + " failed on " + Arrays.toString(bytes), ex);
			}
		}

		List<byte[]> corpus() throws IOException {
			List<byte[]> corpus = new ArrayList<>();
			Path directory = new ClassPathResource("fuzz/" + name().toLowerCase(Locale.ROOT)).getFile().toPath();
			try (Stream<Path> files = Files.list(directory)) {
				files.sorted().forEach((file) -> corpus.add(read(file)));
			}
			return corpus;
		}

		private static byte[] read(Path file) {
			try {
				return Files.readAllBytes(file);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static String text(byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}

	}

}
