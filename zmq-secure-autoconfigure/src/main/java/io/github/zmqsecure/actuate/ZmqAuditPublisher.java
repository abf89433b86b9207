// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.zmqsecure.connection.PeerEvents;
import io.github.zmqsecure.connection.ZmqPeerEvent;
import io.github.zmqsecure.connection.ZmqPeerRefusedEvent;
import io.github.zmqsecure.connection.ZmqPeerRevokedEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes an {@link AuditApplicationEvent} for each refusal and revocation of a peer.
 * The principal is the name of the peer, or else the fingerprint of its key, or else its
 * address. Not called by the listeners of other events, so that none of those holds it
 * up.
 *
 * @since 0.1.0
 */
public class ZmqAuditPublisher {

	/** The type of events on peers that were refused. */
	public static final String REFUSED = "ZMQ_PEER_REFUSED";

	/** The type of events on peers that have lost their access. */
	public static final String REVOKED = "ZMQ_PEER_REVOKED";

	private static final String UNKNOWN = "unknown";

	private final ApplicationEventPublisher publisher;

	/**
	 * Create a publisher.
	 * @param events tell of the peers
	 * @param publisher where to publish
	 */
	public ZmqAuditPublisher(PeerEvents events, ApplicationEventPublisher publisher) {
		this.publisher = publisher;
		events.subscribe("zmq-audit", this::publish);
	}

	private void publish(ZmqPeerEvent event) {
		Map<String, Object> data = dataOf(event);
		if (event instanceof ZmqPeerRefusedEvent refused) {
			data.put("reason", refused.getReason().tag());
			putIfKnown(data, "limit", refused.getLimit());
			publish(event, REFUSED, data);
		}
		else if (event instanceof ZmqPeerRevokedEvent) {
			publish(event, REVOKED, data);
		}
	}

	private void publish(ZmqPeerEvent event, String type, Map<String, Object> data) {
		this.publisher.publishEvent(new AuditApplicationEvent(principalOf(event.getPeer()), type, data));
	}

	private static Map<String, Object> dataOf(ZmqPeerEvent event) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("socket", event.getSocket());
		putIfKnown(data, "key", event.getPeer().fingerprint());
		putIfKnown(data, "address", addressOf(event.getPeer()));
		data.put("accepted", event.getPeer().accepted());
		data.put("count", event.getCount());
		return data;
	}

	private static String principalOf(ZmqPeerEvent.Peer peer) {
		return Stream.of(peer.name(), peer.fingerprint(), addressOf(peer))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(UNKNOWN);
	}

	private static @Nullable String addressOf(ZmqPeerEvent.Peer peer) {
		return (peer.address() != null) ? peer.address().getHostString() + ":" + peer.address().getPort() : null;
	}

	private static void putIfKnown(Map<String, Object> data, String name, @Nullable Object value) {
		if (value != null) {
			data.put(name, value);
		}
	}

}
