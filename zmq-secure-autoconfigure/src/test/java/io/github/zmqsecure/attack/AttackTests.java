// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.RawPeer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Attacks on a server of ours while it serves a legitimate client. One application bears
 * all of them, one after another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackTests {

	private static final long SEED = 20_261_123;

	private static final int PENDING_PER_ADDRESS = 250;

	private static final Set<FailureReason> NONE = EnumSet.noneOf(FailureReason.class);

	/** The peer broke off, or was cut at its deadline. */
	private static final Set<FailureReason> BROKEN = EnumSet.of(FailureReason.PROTOCOL, FailureReason.TIMEOUT);

	private static final byte[] GREETING = RawPeer.greeting("CURVE");

	private static final byte[] SOCKET_TYPE = bytes("\13Socket-Type\0\0\0\6DEALER");

	private Siege siege;

	@BeforeAll
	void start() {
		this.siege = new Siege("zmq.secure.limits.handshake-timeout=3s", "zmq.secure.limits.max-connections=3000",
				"zmq.secure.limits.max-connections-per-address=300", "zmq.secure.limits.max-pending-handshakes=2500",
				"zmq.secure.limits.max-pending-handshakes-per-address=" + PENDING_PER_ADDRESS,
				"zmq.secure.limits.max-handshakes-per-second=1000000",
				"zmq.secure.limits.max-handshakes-per-second-per-address=1000000",
				"zmq.secure.sockets.orders.options.backlog=1024");
	}

	@AfterAll
	void stop() {
		this.siege.close();
	}

	@Test
	void negativeAndOverflowingLengths() {
		long[] sizes = { -1, Long.MIN_VALUE, Long.MIN_VALUE + 100_000, Long.MAX_VALUE, 600_000_000, Integer.MAX_VALUE,
				0x1_0000_0000L };
		this.siege.withstand(2 * sizes.length, EnumSet.of(FailureReason.PROTOCOL), () -> {
			for (long size : sizes) {
				for (int flags : List.of(2, 6)) {
					attack(0, (peer) -> {
						peer.greet("CURVE");
						peer.announce(flags, size);
						peer.awaitClose();
					});
				}
				attackAsListed((peer) -> {
					peer.handshake(Map.of());
					peer.announce(2, size);
					peer.awaitClose();
				});
			}
		});
	}

	@Test
	void hugeFramesAnnouncedOn200Connections() {
		this.siege.withstand(200, BROKEN, () -> hold(200, (peer) -> {
			peer.greet("CURVE");
			peer.announce(2, 1_000_000);
		}));
	}

	@Test
	void fuzzBeforeTheGreeting() {
		int count = Siege.scaled(8000);
		this.siege.withstand(count, EnumSet.of(FailureReason.PROTOCOL, FailureReason.NO_CURVE),
				() -> Siege.swarm(count, (index) -> attack(index, (peer) -> peer.send(noise(index, 200)))));
	}

	@Test
	@Tag("long")
	void fuzzInTheGreeting() {
		int count = Siege.scaled(8000);
		this.siege.withstand(count, EnumSet.of(FailureReason.PROTOCOL, FailureReason.NO_CURVE),
				() -> Siege.swarm(count, (index) -> attack(index, (peer) -> {
					byte[] noise = noise(index, 64);
					byte[] greeting = GREETING.clone();
					System.arraycopy(noise, 0, greeting, 64 - noise.length, noise.length);
					peer.send(greeting);
				})));
	}

	@Test
	void fuzzInsteadOfHello() {
		int count = Siege.scaled(2000);
		this.siege.withstand(count, EnumSet.of(FailureReason.PROTOCOL, FailureReason.WRONG_SERVER_KEY),
				() -> Siege.swarm(count, (index) -> attack(index, (peer) -> {
					peer.greet("CURVE");
					peer.send(fuzzedFrame(index, "\5HELLO", 200));
				})));
	}

	@Test
	void fuzzInsteadOfInitiate() {
		int count = Siege.scaled(1000);
		this.siege.withstand(count, BROKEN, () -> Siege.swarm(count, (index) -> {
			try (CurvePeer peer = this.siege.listed(index)) {
				peer.greet("CURVE");
				peer.hello();
				peer.welcome();
				peer.send(fuzzedFrame(index, "\10INITIATE", 260));
			}
		}));
	}

	@Test
	@Tag("long")
	void fuzzAfterAuthentication() {
		int count = Siege.scaled(1000);
		// On a busy machine an attacker may be too slow to be let in.
		this.siege.withstand(0, EnumSet.of(FailureReason.TIMEOUT), () -> assertThat(Siege.swarm(count, (index) -> {
			try (CurvePeer peer = this.siege.listed(index).handshake(Map.of())) {
				if (index % 2 == 0) {
					peer.sealed(noise(index, 2)[0] & 2, noise(index, 40));
				}
				peer.send(fuzzedFrame(index, "\7MESSAGE", 100));
			}
		})).as("attacks that got nowhere").isLessThan(count / 2));
	}

	@Test
	void oldGreetings() {
		byte[] zmtp1 = { 1, 0, 5, 0, 'h', 'e', 'l', 'l' };
		byte[] zmtp2 = join(Arrays.copyOf(GREETING, 10), new byte[] { 1, 5, 0, 0 });
		byte[] zmtp3 = RawPeer.greeting("NULL");
		this.siege.withstand(3, EnumSet.of(FailureReason.PROTOCOL, FailureReason.NO_CURVE), () -> {
			for (byte[] greeting : List.of(zmtp1, zmtp2, zmtp3)) {
				attack(0, (peer) -> {
					peer.send(greeting);
					peer.awaitClose();
				});
			}
		});
	}

	@Test
	void otherMechanisms() {
		this.siege.withstand(3, EnumSet.of(FailureReason.NO_CURVE), () -> {
			for (String mechanism : List.of("NULL", "PLAIN", "GSSAPI")) {
				attack(0, (peer) -> {
					peer.send(RawPeer.greeting(mechanism));
					peer.frame(4, bytes("\5HELLO\5admin\5admin"));
					peer.awaitClose();
				});
			}
		});
	}

	@Test
	void malformedMetadata() {
		List<byte[]> metadata = List.of(new byte[] { (byte) 0xff }, new byte[] { 5, 'a' },
				bytes("\1a\177\377\377\377x"), bytes("\0\0\0\0\0"), bytes("\13Socket-Type\0\0\0\10NONSENSE"),
				bytes("\13Socket-Type\0\0\0\3PUB"), new byte[120],
				join(SOCKET_TYPE, bytes("\10Identity\0\0\0\11" + "\0".repeat(9))));
		this.siege.withstand(metadata.size(),
				EnumSet.of(FailureReason.PROTOCOL, FailureReason.TIMEOUT, FailureReason.ROUTING_ID),
				() -> metadata.forEach((each) -> assertThat(answerTo(each)).as(Arrays.toString(each)).isEmpty()));
	}

	/**
	 * A client that may come in does so, as with libzmq; what broke off is not there.
	 */
	@Test
	void metadataThatBreaksOffAfterALength() {
		List<byte[]> metadata = List.of(bytes("\1a\377\377\377\377"), bytes("\1a\200\0\0\0"),
				join(SOCKET_TYPE, bytes("\1a")));
		this.siege.withstand(0, NONE, () -> metadata
			.forEach((each) -> assertThat(answerTo(each)).as(Arrays.toString(each)).isEqualTo("READY")));
	}

	private String answerTo(byte[] metadata) {
		try (CurvePeer peer = this.siege.listed(0)) {
			peer.greet("CURVE");
			peer.hello();
			peer.welcome();
			peer.initiate(metadata);
			return peer.answer();
		}
	}

	@Test
	void initiateAbove513Bytes() {
		int[] sizes = { 260, 300, 512, 1000, 60_000 };
		this.siege.withstand(sizes.length, BROKEN, () -> {
			for (int size : sizes) {
				attackAsListed((peer) -> {
					peer.begin(Map.of("X-Filler", "x".repeat(size)));
					peer.awaitClose();
				});
			}
		});
	}

	@Test
	void shortPing() {
		this.siege.withstand(2, BROKEN, () -> {
			for (String ping : List.of("\4PING", "\4PING\0")) {
				attack(0, (peer) -> {
					peer.greet("CURVE");
					peer.frame(4, bytes(ping));
					peer.awaitClose();
				});
				attackAsListed((peer) -> {
					peer.handshake(Map.of());
					peer.sealed(2, bytes(ping));
					peer.sealed(2, bytes("\4PONG"));
					peer.frame(4, bytes(ping));
					peer.awaitClose();
				});
			}
		});
	}

	@Test
	void replayedHelloAndInitiate() {
		this.siege.withstand(3, BROKEN, () -> {
			Recorder recorded = new Recorder(this.siege);
			recorded.greet("CURVE");
			recorded.hello();
			recorded.welcome();
			recorded.replay(0);
			recorded.awaitClose();
			recorded.close();
			Recorder listener = new Recorder(this.siege);
			listener.handshake(Map.of());
			for (int first : List.of(0, 1)) {
				attack(0, (peer) -> {
					peer.greet("CURVE");
					for (byte[] frame : listener.sent.subList(first, 2)) {
						peer.frame(4, frame);
					}
					peer.awaitClose();
				});
			}
			listener.replay(1);
			listener.awaitClose();
			listener.close();
		});
	}

	@Test
	void wrongCookies() {
		int count = Siege.scaled(100);
		this.siege.withstand(count, BROKEN, () -> Siege.swarm(count, (index) -> {
			try (CurvePeer peer = this.siege.listed(index)) {
				peer.greet("CURVE");
				peer.hello();
				peer.welcome();
				peer.forgeCookie();
				peer.initiate(Map.of());
				peer.awaitClose();
			}
		}));
	}

	@Test
	void wrongServerKeys() {
		CurveKeyPair other = CurveKeyPair.generate();
		int count = Siege.scaled(20);
		this.siege.withstand(count, EnumSet.of(FailureReason.WRONG_SERVER_KEY), () -> Siege.swarm(count, (index) -> {
			try (CurvePeer peer = new CurvePeer(Siege.address(index), this.siege.orders().port(),
					this.siege.orders().listed(), other.publicKey())) {
				peer.greet("CURVE");
				peer.hello();
				peer.awaitClose();
			}
		}));
	}

	@Test
	void unauthenticatedPeersWithKeysOfTheirOwn() {
		CurveKeyPair unlisted = CurveKeyPair.generate();
		int count = Siege.scaled(200);
		this.siege.withstand(count, EnumSet.of(FailureReason.CLIENT_NOT_ALLOWED), () -> Siege.swarm(count, (index) -> {
			try (CurvePeer peer = new CurvePeer(Siege.address(index), this.siege.orders().port(), unlisted,
					this.siege.orders().serverKey())) {
				peer.handshake(Map.of());
				peer.message("let me in");
			}
		}));
	}

	@Test
	void idleConnections() {
		this.siege.withstand(2000, EnumSet.of(FailureReason.TIMEOUT), () -> hold(2000, (peer) -> {
		}));
	}

	@Test
	void slowLorisAtEachStage() {
		this.siege.withstand(4, BROKEN, () -> {
			ScheduledExecutorService drips = Executors.newSingleThreadScheduledExecutor();
			List<CurvePeer> peers = IntStream.range(0, 4).mapToObj(this.siege::listed).toList();
			peers.subList(1, 4).forEach((peer) -> peer.greet("CURVE"));
			peers.get(1).send(new byte[] { 4, (byte) 200 });
			for (CurvePeer peer : peers.subList(2, 4)) {
				peer.hello();
				peer.welcome();
			}
			peers.get(2).send(new byte[] { 4, (byte) 250 });
			peers.get(3).send(new byte[] { 6, 0, 0, 0, 0, 0, 0, 1, 44 });
			ScheduledFuture<?> dripping = drips.scheduleAtFixedRate(() -> {
				peers.get(0).send((byte) 0xff);
				peers.subList(1, 4).forEach((peer) -> peer.send((byte) 0));
			}, 0, 400, TimeUnit.MILLISECONDS);
			peers.forEach(RawPeer::awaitClose);
			dripping.cancel(false);
			drips.shutdown();
			peers.forEach(RawPeer::close);
		});
	}

	@Test
	void floodFromOneAddress() {
		long enough = limited() + 100;
		this.siege.withstand(1000, EnumSet.of(FailureReason.LIMIT, FailureReason.TIMEOUT), () -> {
			Deque<RawPeer> peers = new ArrayDeque<>();
			for (int i = 0; i < 1000 || (i < 20_000 && limited() < enough); i++) {
				peers.add(new RawPeer("127.0.2.1", this.siege.orders().port()));
				assertThat(this.siege.orders().orders().getConnections().getPendingHandshakes())
					.isLessThanOrEqualTo(PENDING_PER_ADDRESS);
				if (peers.size() > 1000) {
					awaitClose(List.of(peers.remove()));
				}
			}
			awaitClose(peers);
			assertThat(limited()).isGreaterThanOrEqualTo(enough);
		});
	}

	private long limited() {
		return this.siege.orders().orders().getConnections().getStatistics().getFailed(FailureReason.LIMIT);
	}

	private static void awaitClose(Collection<RawPeer> peers) {
		peers.forEach(RawPeer::awaitClose);
		peers.forEach(RawPeer::close);
	}

	@Test
	void endlessMoreFrames() {
		this.siege.withstand(0, NONE, () -> {
			long before = this.siege.orders().orders().getStatistics().getDropped(DropReason.TOO_LARGE);
			attackAsListed((peer) -> {
				peer.handshake(Map.of());
				for (int i = 0; i < 20_000; i++) {
					peer.message(true, new byte[1000]);
				}
				peer.awaitClose();
			});
			assertThat(this.siege.orders().orders().getStatistics().getDropped(DropReason.TOO_LARGE))
				.isGreaterThan(before);
		});
	}

	@Test
	void rapidConnectAndDisconnect() {
		int count = Siege.scaled(4000);
		this.siege.withstand(count, EnumSet.of(FailureReason.PROTOCOL),
				() -> Siege.swarm(count, (index) -> attack(index, (peer) -> {
				})));
	}

	@Test
	void forgedUserId() {
		this.siege.withstand(0, NONE, () -> attackAsListed((peer) -> {
			peer.handshake(Map.of("User-Id", "gateway", "Peer-Address", "10.0.0.1"));
			peer.message("who am I?");
			await().until(() -> received("who am I?").size() == 1);
			ZmqMessage message = received("who am I?").get(0);
			assertThat(message.peer().name()).isEqualTo("listed");
			assertThat(message.peer().address()).isEqualTo(Siege.address(0));
		}));
	}

	private List<ZmqMessage> received(String text) {
		return this.siege.orders().received().stream().filter((message) -> message.text(-1).equals(text)).toList();
	}

	/**
	 * Have many connections open at the same time, until the server closes them.
	 */
	private void hold(int count, Consumer<RawPeer> attack) {
		List<RawPeer> peers = IntStream.range(0, count).mapToObj((index) -> {
			RawPeer peer = this.siege.raw(index);
			attack.accept(peer);
			return peer;
		}).toList();
		peers.forEach(RawPeer::awaitClose);
		peers.forEach(RawPeer::close);
	}

	private void attack(int index, Consumer<RawPeer> attack) {
		try (RawPeer peer = this.siege.raw(index)) {
			attack.accept(peer);
		}
	}

	private void attackAsListed(Consumer<CurvePeer> attack) {
		try (CurvePeer peer = this.siege.listed(0)) {
			attack.accept(peer);
		}
	}

	private static byte[] fuzzedFrame(int index, String command, int size) {
		Random random = new Random(SEED + index);
		byte[] body = new byte[(random.nextBoolean()) ? size : random.nextInt(2 * size)];
		random.nextBytes(body);
		if (random.nextBoolean()) {
			byte[] name = bytes(command);
			System.arraycopy(name, 0, body, 0, Math.min(name.length, body.length));
		}
		int flags = (random.nextInt(4) > 0) ? 4 : random.nextInt(8);
		boolean large = body.length > 255 || random.nextInt(8) == 0;
		byte[] header = (large) ? ByteBuffer.allocate(9).put((byte) (flags | 2)).putLong(body.length).array()
				: new byte[] { (byte) (flags & ~2), (byte) body.length };
		return join(header, body);
	}

	private static byte[] noise(int index, int size) {
		Random random = new Random(SEED + index);
		byte[] noise = new byte[1 + random.nextInt(size - 1)];
		random.nextBytes(noise);
		return noise;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static byte[] join(byte[] first, byte[] second) {
		byte[] joined = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, joined, first.length, second.length);
		return joined;
	}

	/**
	 * Remembers the commands that it sent.
	 */
	private static final class Recorder extends CurvePeer {

		private final List<byte[]> sent = new ArrayList<>();

		Recorder(Siege siege) {
			super(Siege.address(0), siege.orders().port(), siege.orders().listed(), siege.orders().serverKey());
		}

		@Override
		public void frame(int flags, byte[] body) {
			this.sent.add(body);
			super.frame(flags, body);
		}

		void replay(int index) {
			super.frame(4, this.sent.get(index));
		}

	}

}
