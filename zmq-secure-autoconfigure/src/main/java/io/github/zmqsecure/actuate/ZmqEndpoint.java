// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.Printable;
import io.github.zmqsecure.auth.ClientAuthorizer;
import io.github.zmqsecure.auth.ZapSupervisor;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.connection.ConnectionManager;
import io.github.zmqsecure.curve.CurveCrypto;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SocketKeys;
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
 * {@link Endpoint @Endpoint} that shows the sockets: their settings as in force, their
 * peers and the last refusals, and that can shut a peer out. Keys show as fingerprints.
 * Read-only unless {@code management.endpoint.zmq.access} is {@code unrestricted}.
 *
 * @since 0.1.0
 */
@Endpoint(id = "zmq", defaultAccess = Access.READ_ONLY)
public class ZmqEndpoint {

	private static final Log logger = LogFactory.getLog(ZmqEndpoint.class);

	private final ManagedSockets sockets;

	private final ZapSupervisor authentication;

	private final HardenedContext context;

	private final CurveKeys keys;

	private final ConnectionManager connectionManager;

	private final CurveCrypto crypto;

	private final SocketDescriber describer;

	private final RevocablePeers peers;

	/**
	 * Create the endpoint.
	 * @param sockets the sockets
	 * @param authentication keeps the ZAP handler answering
	 * @param context the context of the sockets
	 * @param keys the named keys
	 * @param socketKeys the keys of the sockets
	 * @param crypto the cryptography in use
	 * @param connectionManager knows the connections and can close them
	 * @param authorizer decides whom sockets let in
	 */
	public ZmqEndpoint(ManagedSockets sockets, ZapSupervisor authentication, HardenedContext context, CurveKeys keys,
			SocketKeys socketKeys, CurveCrypto crypto, ConnectionManager connectionManager,
			ClientAuthorizer authorizer) {
		this.sockets = sockets;
		this.authentication = authentication;
		this.context = context;
		this.keys = keys;
		this.crypto = crypto;
		this.connectionManager = connectionManager;
		this.describer = new SocketDescriber(socketKeys, connectionManager, authorizer);
		this.peers = new RevocablePeers(sockets, keys, authorizer);
	}

	/**
	 * Describe everything.
	 * @return the description
	 */
	@ReadOperation
	public ZmqDescriptor zmq() {
		Map<String, SocketDescriptor> sockets = new LinkedHashMap<>();
		this.sockets.getAll().forEach((socket) -> sockets.put(socket.getName(), this.describer.describe(socket)));
		return new ZmqDescriptor(
				new ContextDescriptor(this.context.isAlive(), this.authentication.isAnswering(),
						this.authentication.getRestarts(), this.context.getErrors()),
				new CryptoDescriptor(this.crypto.getName(), this.crypto.getDescription(), this.crypto.getRefusals()),
				fingerprints(this.keys.getKeyPairNames()), fingerprints(this.keys.getPeerNames()), sockets);
	}

	/**
	 * Describe one socket.
	 * @param name the name of the socket
	 * @return the description, or {@code null} if there is no such socket
	 */
	@ReadOperation
	public @Nullable SocketDescriptor socket(@Selector String name) {
		return this.sockets.getAll()
			.stream()
			.filter((socket) -> socket.getName().equals(name))
			.findFirst()
			.map(this.describer::describe)
			.orElse(null);
	}

	/**
	 * Close the connections of a peer and let it in no more, until it is restored or the
	 * application ends.
	 * @param name the name of the socket
	 * @param peer the name of the peer, or the fingerprint of its key with {@code -} and
	 * {@code _} for {@code +} and {@code /}
	 * @return a {@link RevocationDescriptor}, or with status 404 an
	 * {@link UnknownDescriptor} if there is no such socket or peer
	 */
	@DeleteOperation
	public WebEndpointResponse<?> revoke(@Selector String name, @Selector String peer) {
		UnknownDescriptor unknown = this.peers.findUnknown(name, peer);
		if (unknown != null) {
			return new WebEndpointResponse<>(unknown, WebEndpointResponse.STATUS_NOT_FOUND);
		}
		return new WebEndpointResponse<>(new RevocationDescriptor(this.connectionManager.revoke(name, peer),
				this.connectionManager.getRevoked(name)));
	}

	/**
	 * Take back a revocation, so that the peer may connect again. Since there is a
	 * parameter beside the path, the request must be JSON, which no page of another
	 * origin can send unasked.
	 * @param name the name of the socket
	 * @param peer what was revoked
	 * @param reason why, for the log
	 * @return a {@link RevocationDescriptor} with what is still revoked, or with status
	 * 404 an {@link UnknownDescriptor} if there is no such socket or revocation
	 */
	@WriteOperation
	public WebEndpointResponse<?> restore(@Selector String name, @Selector String peer, @Nullable String reason) {
		UnknownDescriptor unknown = this.peers.findUnknownServer(name);
		if (unknown == null && !this.connectionManager.restore(name, peer)) {
			unknown = UnknownDescriptor.of("This is not revoked", peer,
					this.connectionManager.getRevoked(name).keySet());
		}
		if (unknown != null) {
			return new WebEndpointResponse<>(unknown, WebEndpointResponse.STATUS_NOT_FOUND);
		}
		logger.info("Peer '" + Printable.of(peer) + "' may connect to socket '" + name + "' again"
				+ ((reason != null) ? ": " + Printable.of(reason) : ""));
		return new WebEndpointResponse<>(new RevocationDescriptor(0, this.connectionManager.getRevoked(name)));
	}

	private Map<String, String> fingerprints(Iterable<String> names) {
		Map<String, String> fingerprints = new LinkedHashMap<>();
		names.forEach((name) -> fingerprints.put(name, this.keys.getPublicKey(name).fingerprint()));
		return fingerprints;
	}

	/**
	 * Description of everything.
	 *
	 * @param context the context
	 * @param crypto the cryptography in use
	 * @param keys fingerprints of the own key pairs by name
	 * @param peers fingerprints of the peers by name
	 * @param sockets the sockets by name
	 */
	public record ZmqDescriptor(ContextDescriptor context, CryptoDescriptor crypto, Map<String, String> keys,
			Map<String, String> peers, Map<String, SocketDescriptor> sockets) {

	}

	/**
	 * Description of the context.
	 *
	 * @param ioThreadsAlive whether no I/O thread has died
	 * @param zapHandlerAnswering whether clients can be authenticated
	 * @param zapHandlerRestarts how often the ZAP handler was replaced
	 * @param ioErrors exceptions that reached the top of an I/O thread
	 */
	public record ContextDescriptor(boolean ioThreadsAlive, boolean zapHandlerAnswering, long zapHandlerRestarts,
			long ioErrors) {

	}

	/**
	 * Description of the cryptography.
	 *
	 * @param provider the implementation in use: {@code libsodium}, {@code bouncy-castle}
	 * or {@code jnacl}
	 * @param description one line about it
	 * @param refusals what could have been used but was not, with the reason
	 */
	public record CryptoDescriptor(String provider, String description, List<String> refusals) {

	}

	/**
	 * Description of a revocation.
	 *
	 * @param connections how many connections are closed by it
	 * @param revoked names and fingerprints that are shut out of the socket now, with the
	 * time of the revocation
	 */
	public record RevocationDescriptor(int connections, Map<String, Instant> revoked) {

	}

	/**
	 * Description of what is not known.
	 *
	 * @param problem what is not known
	 * @param name its name as it was asked for
	 * @param known some of what is known instead
	 */
	public record UnknownDescriptor(String problem, String name, List<String> known) {

		private static final int SHOWN = 100;

		static UnknownDescriptor of(String problem, String name, Collection<String> known) {
			return new UnknownDescriptor(problem, KeyRedaction.redact(Printable.of(name)),
					known.stream().limit(SHOWN).toList());
		}

	}

}
