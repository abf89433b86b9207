// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.zeromq.SocketType;

import org.springframework.util.Assert;

/**
 * What the types of sockets can do, in one table. Internal: may change in any release.
 *
 * @since 0.1.0
 */
public final class SocketTraits {

	private static final Map<SocketType, Set<Trait>> TABLE = new EnumMap<>(SocketType.class);

	static {
		row(SocketType.PAIR, Trait.SENDS, Trait.RECEIVES, Trait.AWAITS_PEER, Trait.CHOOSES_PEER, Trait.ONE_PEER,
				Trait.ANSWERS, Trait.MULTIPART);
		row(SocketType.PUB, Trait.SENDS, Trait.PUBLISHES, Trait.COPIES, Trait.MULTIPART);
		row(SocketType.SUB, Trait.RECEIVES, Trait.SUBSCRIBES, Trait.PREFETCHES, Trait.LOSES_NOTHING, Trait.MULTIPART);
		row(SocketType.REQ, Trait.SENDS, Trait.RECEIVES, Trait.AWAITS_PEER, Trait.CHOOSES_PEER, Trait.MULTIPART);
		row(SocketType.REP, Trait.SENDS, Trait.RECEIVES, Trait.ANSWERS, Trait.PREFETCHES, Trait.MULTIPART);
		row(SocketType.DEALER, Trait.SENDS, Trait.RECEIVES, Trait.AWAITS_PEER, Trait.CHOOSES_PEER, Trait.ANSWERS,
				Trait.MULTIPART);
		row(SocketType.ROUTER, Trait.SENDS, Trait.RECEIVES, Trait.ANSWERS, Trait.PREFETCHES, Trait.MULTIPART);
		row(SocketType.PULL, Trait.RECEIVES, Trait.LOSES_NOTHING, Trait.MULTIPART);
		row(SocketType.PUSH, Trait.SENDS, Trait.AWAITS_PEER, Trait.CHOOSES_PEER, Trait.MULTIPART);
		row(SocketType.XPUB, Trait.SENDS, Trait.RECEIVES, Trait.PUBLISHES, Trait.COPIES, Trait.MULTIPART);
		row(SocketType.XSUB, Trait.SENDS, Trait.RECEIVES, Trait.SUBSCRIBES, Trait.PREFETCHES, Trait.MULTIPART);
		row(SocketType.CLIENT, Trait.SENDS, Trait.RECEIVES, Trait.AWAITS_PEER, Trait.CHOOSES_PEER);
		row(SocketType.SERVER, Trait.SENDS, Trait.RECEIVES, Trait.AWAITS_PEER);
		row(SocketType.RADIO, Trait.SENDS, Trait.AWAITS_PEER, Trait.COPIES);
		row(SocketType.DISH, Trait.RECEIVES, Trait.PREFETCHES);
		row(SocketType.CHANNEL, Trait.SENDS, Trait.RECEIVES, Trait.AWAITS_PEER, Trait.CHOOSES_PEER, Trait.ONE_PEER);
		row(SocketType.PEER, Trait.SENDS, Trait.RECEIVES, Trait.AWAITS_PEER);
		row(SocketType.SCATTER, Trait.SENDS, Trait.AWAITS_PEER, Trait.CHOOSES_PEER);
		row(SocketType.GATHER, Trait.RECEIVES, Trait.LOSES_NOTHING);
	}

	private SocketTraits() {
	}

	/**
	 * Return whether a socket speaks ZMTP, without which it can't be secured.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean isSupported(SocketType type) {
		return TABLE.containsKey(type);
	}

	/**
	 * Return whether a socket can send, be it only subscriptions.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean canSend(SocketType type) {
		return has(type, Trait.SENDS);
	}

	/**
	 * Return whether a socket can send messages, and not only subscriptions.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean sendsMessages(SocketType type) {
		return canSend(type) && !subscribes(type);
	}

	/**
	 * Return whether a socket can receive.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean canReceive(SocketType type) {
		return has(type, Trait.RECEIVES);
	}

	/**
	 * Assert that a socket can receive.
	 * @param settings the settings of the socket
	 * @throws IllegalStateException if it can't
	 */
	public static void assertReceives(SocketSettings settings) {
		Assert.state(canReceive(settings.type()),
				() -> "Socket '" + settings.name() + "' is a " + settings.type() + " and can't receive");
	}

	/**
	 * Return whether messages should wait until a peer is authenticated: JeroMQ would
	 * also give them to a connection that is not, and lose them with it.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean awaitsPeer(SocketType type) {
		return has(type, Trait.AWAITS_PEER);
	}

	/**
	 * Return whether each message goes to one peer that has room, and waits for one.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean choosesPeer(SocketType type) {
		return has(type, Trait.CHOOSES_PEER);
	}

	/**
	 * Return whether each message goes to one of several peers, in turn.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean takesTurns(SocketType type) {
		return choosesPeer(type) && !hasOnePeer(type);
	}

	/**
	 * Return whether a socket has one peer at most.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean hasOnePeer(SocketType type) {
		return has(type, Trait.ONE_PEER);
	}

	/**
	 * Return whether a socket sends to those who subscribe to the topic that is the first
	 * frame.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean publishes(SocketType type) {
		return has(type, Trait.PUBLISHES);
	}

	/**
	 * Return whether a socket subscribes to topics.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean subscribes(SocketType type) {
		return has(type, Trait.SUBSCRIBES);
	}

	/**
	 * Return whether a message goes to all peers that want it.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean copies(SocketType type) {
		return has(type, Trait.COPIES);
	}

	/**
	 * Return whether a socket can answer the one that a message is from.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean answers(SocketType type) {
		return has(type, Trait.ANSWERS);
	}

	/**
	 * Return whether a socket loses nothing with the pipe of a connection that is broken.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean losesNothing(SocketType type) {
		return has(type, Trait.LOSES_NOTHING);
	}

	/**
	 * Return whether JeroMQ begins to read a message when it is asked whether there is
	 * one.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean beginsToRead(SocketType type) {
		return has(type, Trait.PREFETCHES);
	}

	/**
	 * Return whether JeroMQ tells when there is room again. For publishers it always says
	 * that there is.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean signalsRoom(SocketType type) {
		return !publishes(type);
	}

	/**
	 * Return whether a message may have several frames.
	 * @param type the type
	 * @return whether it does
	 */
	public static boolean hasMultipart(SocketType type) {
		return has(type, Trait.MULTIPART);
	}

	private static boolean has(SocketType type, Trait trait) {
		return TABLE.getOrDefault(type, Set.of()).contains(trait);
	}

	private static void row(SocketType type, Trait first, Trait... others) {
		TABLE.put(type, EnumSet.of(first, others));
	}

	private enum Trait {

		SENDS, RECEIVES, AWAITS_PEER, CHOOSES_PEER, ONE_PEER, PUBLISHES, SUBSCRIBES, COPIES, ANSWERS, LOSES_NOTHING,
		PREFETCHES, MULTIPART

	}

}
