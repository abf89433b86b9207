// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.Printable;
import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.converter.HeaderFrame;
import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.KeyName;
import io.github.zmqsecure.endpoint.AddressRange;
import io.github.zmqsecure.endpoint.AllowList;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.jeromq.WireParsers;
import io.github.zmqsecure.support.Mutations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Feeds what peers, files and properties may hold, and what comes of it when it is
 * altered, to those who parse it: each either understands it or says that it does not.
 */
class ParserFuzzTests {

	private static final int ROUNDS = 5000;

	@ParameterizedTest
	@EnumSource
	void understandsOrRefuses(Target target) {
		Mutations mutations = Mutations.of(target.name().toLowerCase(Locale.ROOT));
		assertThat(mutations.corpus()).isNotEmpty();
		mutations.corpus().forEach(target::feed);
		for (int round = 0; mutations.goOn(round, ROUNDS); round++) {
			target.feed(mutations.next());
		}
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

		},

		FRAMES {

			@Override
			void parse(byte[] bytes) {
				WireParsers.frames(bytes);
			}

		},

		SUBSCRIPTIONS {

			@Override
			void parse(byte[] bytes) {
				WireParsers.subscriptions(bytes);
			}

		},

		KEY_NAME {

			@Override
			void parse(byte[] bytes) {
				String name = text(bytes);
				assertThat(KeyName.problemOf(name) != null || Printable.of(name).equals(name)).isTrue();
			}

		},

		REDACTION {

			@Override
			void parse(byte[] bytes) {
				String redacted = KeyRedaction.redact(text(bytes));
				assertThat(KeyRedaction.redact(redacted)).isEqualTo(redacted);
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

		private static String text(byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}

	}

}
