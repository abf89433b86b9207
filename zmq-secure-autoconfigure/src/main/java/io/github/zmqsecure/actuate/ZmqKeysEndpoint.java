// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.zmqsecure.Printable;
import io.github.zmqsecure.actuate.ZmqEndpoint.UnknownDescriptor;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurveKeysReloader;
import io.github.zmqsecure.curve.NoSuchCurveKeyException;
import io.github.zmqsecure.curve.OwnKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * {@link Endpoint @Endpoint} that shows keys by their fingerprints and how they are used,
 * and that can have key files looked at now and a key retired that was replaced.
 * Read-only unless {@code management.endpoint.zmqkeys.access} is {@code unrestricted}.
 *
 * @since 0.1.0
 */
@Endpoint(id = "zmqkeys", defaultAccess = Access.READ_ONLY)
public class ZmqKeysEndpoint {

	private static final Log logger = LogFactory.getLog(ZmqKeysEndpoint.class);

	private final CurveKeys keys;

	private final ManagedSockets sockets;

	private final @Nullable CurveKeysReloader reloader;

	/**
	 * Create the endpoint.
	 * @param keys the named keys
	 * @param sockets the sockets that use them
	 * @param reloader reloads the keys, {@code null} if they are not reloaded
	 */
	public ZmqKeysEndpoint(CurveKeys keys, ManagedSockets sockets, @Nullable CurveKeysReloader reloader) {
		this.keys = keys;
		this.sockets = sockets;
		this.reloader = reloader;
	}

	/**
	 * Describe all keys.
	 * @return the description
	 */
	@ReadOperation
	public KeysDescriptor keys() {
		KeyDescriber describer = new KeyDescriber(this.sockets.getAll());
		Map<String, List<KeyDescriptor>> own = new LinkedHashMap<>();
		this.keys.getKeyPairNames()
			.forEach((name) -> putUnlessGone(own, name, () -> describe(describer, this.keys.getOwnKeys(name))));
		Map<String, List<KeyDescriptor>> peers = new LinkedHashMap<>();
		this.keys.getPeerNames()
			.forEach((name) -> putUnlessGone(peers, name,
					() -> this.keys.getPeerKeys(name).stream().map(describer::describe).toList()));
		return new KeysDescriptor(own, peers, this.keys.getProblems());
	}

	/**
	 * Look at the key files now, and load the keys if one has changed. Since there is a
	 * parameter, the request must be JSON, which no page of another origin can send
	 * unasked.
	 * @param reason why, for the log
	 * @return a {@link ReloadDescriptor}, or with status 404 an {@link UnknownDescriptor}
	 * if key files are not reloaded, or with status 503 what keeps them from being looked
	 * at now
	 */
	@WriteOperation
	public WebEndpointResponse<?> reload(@Nullable String reason) {
		CurveKeysReloader reloader = this.reloader;
		if (reloader == null) {
			return new WebEndpointResponse<>(
					UnknownDescriptor.of("Keys are not reloaded", "zmq.secure.reload.enabled", List.of()),
					WebEndpointResponse.STATUS_NOT_FOUND);
		}
		logger.info("Key files are looked at on request" + reasonOf(reason));
		try {
			return new WebEndpointResponse<>(new ReloadDescriptor(reloader.checkNow(), this.keys.getProblems()));
		}
		catch (IllegalStateException ex) {
			return new WebEndpointResponse<>(new ReloadDescriptor(false,
					Stream.concat(Stream.of(String.valueOf(ex.getMessage())), this.keys.getProblems().stream())
						.toList()),
					WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
	}

	/**
	 * Answer to a key no more that was replaced, until the application ends. Connections
	 * that are open live on.
	 * @param name the name of the own key pair
	 * @param key the fingerprint of the key, with {@code -} and {@code _} for {@code +}
	 * and {@code /}
	 * @return the keys of that name that are still answered to, or with status 404 an
	 * {@link UnknownDescriptor} if no such key was replaced
	 */
	@DeleteOperation
	public WebEndpointResponse<?> retire(@Selector String name, @Selector String key) {
		if (!this.keys.getKeyPairNames().contains(name)) {
			return unknown("There is no such own key pair", name, List.copyOf(this.keys.getKeyPairNames()));
		}
		String fingerprint = key.replace('-', '+').replace('_', '/');
		List<OwnKey> previous = this.keys.getOwnKeys(name).stream().skip(1).toList();
		boolean retired = previous.stream()
			.filter((each) -> each.publicKey().fingerprint().equals(fingerprint))
			.anyMatch((each) -> this.keys.retire(name, each.publicKey()));
		if (!retired) {
			return unknown("This is no previous key of that name", key,
					previous.stream().map((each) -> each.publicKey().fingerprint()).toList());
		}
		logger.info("Key " + fingerprint + " of '" + Printable.of(name) + "' was retired");
		return new WebEndpointResponse<>(describe(new KeyDescriber(this.sockets.getAll()), this.keys.getOwnKeys(name)));
	}

	/**
	 * A reload may have removed the name since it was listed.
	 */
	private static void putUnlessGone(Map<String, List<KeyDescriptor>> keys, String name,
			Supplier<List<KeyDescriptor>> described) {
		try {
			keys.put(name, described.get());
		}
		catch (NoSuchCurveKeyException ex) {
			logger.debug("A key has just gone", ex);
		}
	}

	private static List<KeyDescriptor> describe(KeyDescriber describer, List<OwnKey> keys) {
		return keys.stream().map(describer::describe).toList();
	}

	private static String reasonOf(@Nullable String reason) {
		return (reason != null) ? ": " + Printable.of(reason) : "";
	}

	private static WebEndpointResponse<?> unknown(String problem, String name, List<String> known) {
		return new WebEndpointResponse<>(UnknownDescriptor.of(problem, name, known),
				WebEndpointResponse.STATUS_NOT_FOUND);
	}

	/**
	 * Description of all keys.
	 *
	 * @param keys own keys by name, the current one first
	 * @param peers keys of peers by name, the newest first
	 * @param problems what is wrong with files whose keys are missing or are not the
	 * newest
	 */
	public record KeysDescriptor(Map<String, List<KeyDescriptor>> keys, Map<String, List<KeyDescriptor>> peers,
			List<String> problems) {

	}

	/**
	 * Description of a reload.
	 *
	 * @param changed whether different keys took effect
	 * @param problems what is wrong with files whose keys are missing or are not the
	 * newest, and why loading failed as a whole if it did
	 */
	public record ReloadDescriptor(boolean changed, List<String> problems) {

	}

}
