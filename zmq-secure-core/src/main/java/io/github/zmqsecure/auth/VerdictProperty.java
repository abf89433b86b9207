// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import zmq.io.Metadata;

/**
 * The metadata property that carries a {@link ZapVerdict} from the ZAP handler to the
 * receiver of a message.
 * <p>
 * JeroMQ lets a client overwrite {@code User-Id}, {@code Peer-Address} and every other
 * property whose name the client knows. The name of this one is made at random for each
 * process and never leaves it. Thread-safe.
 *
 * @since 0.1.0
 */
public final class VerdictProperty {

	private static final int NAME_BYTES = 24;

	private static final int CACHED_VERDICTS = 4096;

	private final String name;

	private final Map<String, ZapVerdict> verdicts = new ConcurrentHashMap<>();

	/**
	 * Create a property with a fresh random name.
	 */
	public VerdictProperty() {
		byte[] random = new byte[NAME_BYTES];
		new SecureRandom().nextBytes(random);
		this.name = "X-" + HexFormat.of().formatHex(random);
	}

	/**
	 * Read the verdict from the metadata of a message or a connection.
	 * @param metadata the metadata, {@code null} where JeroMQ gave none
	 * @return the verdict, or {@code null} if the ZAP handler of this library did not
	 * judge this connection
	 */
	public @Nullable ZapVerdict read(@Nullable Metadata metadata) {
		String value = (metadata != null) ? metadata.get(this.name) : null;
		if (value == null) {
			return null;
		}
		ZapVerdict verdict = this.verdicts.get(value);
		return (verdict != null) ? verdict : parse(value);
	}

	private ZapVerdict parse(String value) {
		if (this.verdicts.size() >= CACHED_VERDICTS) {
			this.verdicts.clear();
		}
		ZapVerdict verdict = ZapVerdict.parse(value);
		this.verdicts.put(value, verdict);
		return verdict;
	}

	String name() {
		return this.name;
	}

	@Override
	public String toString() {
		return "VerdictProperty";
	}

}
