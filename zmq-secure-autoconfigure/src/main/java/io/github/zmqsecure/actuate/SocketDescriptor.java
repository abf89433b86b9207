// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.MessageStatistics;
import io.github.zmqsecure.connection.Connection;
import io.github.zmqsecure.connection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Description of a socket.
 *
 * @param type the type
 * @param open whether it is open
 * @param bound the endpoints it listens on
 * @param connected the endpoints it connects to
 * @param security how it is secured
 * @param options the options in force
 * @param queue the queues
 * @param messages what became of the messages
 * @param handshakes how handshakes ended
 * @param peers the connections that are open
 * @param refusals the last handshakes that failed and peers that were cut off, the newest
 * first
 * @param revoked names and fingerprints that are shut out until the application ends,
 * with the time of the revocation
 * @since 0.1.0
 */
public record SocketDescriptor(String type, boolean open, List<String> bound, List<String> connected,
		SecurityDescriptor security, Map<String, Object> options, QueueDescriptor queue, MessagesDescriptor messages,
		HandshakesDescriptor handshakes, List<PeerDescriptor> peers, List<RefusalDescriptor> refusals,
		Map<String, Instant> revoked) {

	private static @Nullable String text(@Nullable InetSocketAddress address) {
		return (address != null) ? address.getAddress().getHostAddress() + ":" + address.getPort() : null;
	}

	/**
	 * Description of the security of a socket.
	 *
	 * @param mechanism the mechanism
	 * @param role the side of the handshake
	 * @param key the fingerprint of its own public key
	 * @param serverKey the fingerprint of the public key it insists on
	 * @param clients whom it lets in as configured: names, patterns, {@code @directory},
	 * {@code any}; {@code null} for a client and where an authorizer of the application
	 * decides
	 */
	public record SecurityDescriptor(String mechanism, @Nullable String role, @Nullable String key,
			@Nullable String serverKey, @Nullable List<String> clients) {

	}

	/**
	 * Description of the queues of a socket.
	 *
	 * @param depth messages that wait in the outbound queue, exact
	 * @param capacity messages that the outbound queue can hold
	 * @param oldestAgeMillis age of the message at its head, in milliseconds
	 * @param estimatedPipeDepthOutbound messages in ZeroMQ's hands that were not sent
	 * yet, an estimate, -1 if unknown
	 * @param estimatedPipeDepthInbound messages in ZeroMQ's hands that were not taken
	 * yet, an estimate, -1 if unknown
	 */
	public record QueueDescriptor(int depth, int capacity, long oldestAgeMillis, long estimatedPipeDepthOutbound,
			long estimatedPipeDepthInbound) {

	}

	/**
	 * Description of what became of messages.
	 *
	 * @param sent how many ZeroMQ took
	 * @param received how many were handed over
	 * @param missed how many never arrived, as gaps in sequence numbers tell
	 * @param dropped how many were not delivered, by reason, without those that are zero
	 */
	public record MessagesDescriptor(long sent, long received, long missed, Map<String, Long> dropped) {

		static MessagesDescriptor of(MessageStatistics statistics) {
			Map<String, Long> dropped = new LinkedHashMap<>();
			for (DropReason reason : DropReason.values()) {
				long count = statistics.getDropped(reason);
				if (count > 0) {
					dropped.put(reason.tag(), count);
				}
			}
			return new MessagesDescriptor(statistics.getSent(), statistics.getReceived(), statistics.getMissed(),
					dropped);
		}

	}

	/**
	 * Description of handshakes.
	 *
	 * @param succeeded how many succeeded
	 * @param pending how many are under way
	 * @param failures how many failed, by reason
	 */
	public record HandshakesDescriptor(long succeeded, int pending, Map<String, Long> failures) {

	}

	/**
	 * Description of a connection.
	 *
	 * @param peer the name of the authenticated client, {@code null} for a server
	 * @param key the fingerprint of its public key, {@code null} for a server
	 * @param address the address of the other end
	 * @param endpoint the endpoint that was bound or connected
	 * @param since when the connection was opened
	 */
	public record PeerDescriptor(@Nullable String peer, @Nullable String key, @Nullable String address, String endpoint,
			Instant since) {

		static PeerDescriptor of(Connection connection) {
			AuthenticatedPeer peer = connection.getPeer();
			return new PeerDescriptor((peer != null) ? peer.name() : null,
					(peer != null) ? peer.publicKey().fingerprint() : null, text(connection.getRemoteAddress()),
					connection.getEndpoint(), connection.getOpenedAt());
		}

	}

	/**
	 * Description of a handshake that failed.
	 *
	 * @param time when it failed
	 * @param address the address of the other end
	 * @param key the fingerprint of the key it proved, {@code null} if it didn't get that
	 * far
	 * @param reason why it failed
	 * @param limit the property whose limit was exceeded, {@code null} if none was
	 */
	public record RefusalDescriptor(Instant time, @Nullable String address, @Nullable String key, String reason,
			@Nullable String limit) {

		static RefusalDescriptor of(Refusal refusal) {
			return new RefusalDescriptor(refusal.time(), text(refusal.remoteAddress()),
					(refusal.publicKey() != null) ? refusal.publicKey().fingerprint() : null, refusal.reason().tag(),
					refusal.limit());
		}

	}

}
