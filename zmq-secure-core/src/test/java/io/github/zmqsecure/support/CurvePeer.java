// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurvePublicKey;
import org.jspecify.annotations.Nullable;

/**
 * A client that goes through the CURVE handshake (RFC 26) step by step, so that a test
 * can stop, lie or misbehave at each of them.
 */
public class CurvePeer extends RawPeer {

	private static final int COMMAND = 4;

	private static final int ZERO = curve25519xsalsa20poly1305.crypto_secretbox_ZEROBYTES;

	private static final int BOX_ZERO = curve25519xsalsa20poly1305.crypto_secretbox_BOXZEROBYTES;

	private static final int COOKIE_SIZE = 96;

	private final CurveKeyPair pair;

	private final CurvePublicKey server;

	private final CurveKeyPair shortTerm = CurveKeyPair.generate();

	private byte[] serverShortTerm = new byte[32];

	private volatile byte @Nullable [] sharedKey;

	private byte[] cookie = new byte[COOKIE_SIZE];

	private long nonce = 1;

	/**
	 * Connect.
	 * @param port the port on loopback
	 * @param pair the long-term key pair of the client
	 * @param server the key that the client insists on
	 */
	public CurvePeer(int port, CurveKeyPair pair, CurvePublicKey server) {
		this("127.0.0.1", port, pair, server);
	}

	/**
	 * Connect from an address.
	 * @param address the own address, within 127.0.0.0/8
	 * @param port the port on loopback
	 * @param pair the long-term key pair of the client
	 * @param server the key that the client insists on
	 */
	public CurvePeer(String address, int port, CurveKeyPair pair, CurvePublicKey server) {
		this(address, port, pair, server, 0);
	}

	/**
	 * Connect from an address, with little room for what is not received.
	 * @param address the own address, within 127.0.0.0/8
	 * @param port the port on loopback
	 * @param pair the long-term key pair of the client
	 * @param server the key that the client insists on
	 * @param receiveBuffer how many bytes the kernel takes, 0 for its own choice
	 */
	public CurvePeer(String address, int port, CurveKeyPair pair, CurvePublicKey server, int receiveBuffer) {
		super(address, port, receiveBuffer);
		this.pair = pair;
		this.server = server;
	}

	/**
	 * Go through the handshake.
	 * @param metadata what the client says of itself, besides its socket type
	 * @return this peer
	 */
	public CurvePeer handshake(Map<String, String> metadata) {
		begin(metadata);
		frame();
		return this;
	}

	/**
	 * Go through the handshake up to the answer of the server, which is not received.
	 * @param metadata what the client says of itself, besides its socket type
	 * @return this peer
	 */
	public CurvePeer begin(Map<String, String> metadata) {
		greet("CURVE");
		hello();
		welcome();
		initiate(metadata);
		return this;
	}

	/**
	 * Send HELLO.
	 */
	public void hello() {
		byte[] box = box(new byte[64], nonce("CurveZMQHELLO---", this.nonce), this.server.toBytes(),
				this.shortTerm.secretKey().toBytes());
		frame(COMMAND, command("HELLO", new byte[] { 1, 0 }, new byte[72], this.shortTerm.publicKey().toBytes(),
				counter(this.nonce++), box));
	}

	/**
	 * Receive WELCOME.
	 */
	public void welcome() {
		byte[] welcome = frame();
		byte[] nonce = join(bytes("WELCOME-"), Arrays.copyOfRange(welcome, 8, 24));
		byte[] plain = open(Arrays.copyOfRange(welcome, 24, welcome.length), nonce, this.server.toBytes(),
				this.shortTerm.secretKey().toBytes());
		this.serverShortTerm = Arrays.copyOf(plain, 32);
		this.sharedKey = null;
		this.cookie = Arrays.copyOfRange(plain, 32, 32 + COOKIE_SIZE);
	}

	/**
	 * Send INITIATE.
	 * @param metadata what the client says of itself, besides its socket type
	 */
	public void initiate(Map<String, String> metadata) {
		initiate(properties(metadata));
	}

	/**
	 * Send INITIATE.
	 * @param metadata the metadata, well-formed or not
	 */
	public void initiate(byte[] metadata) {
		byte[] random = new byte[16];
		new SecureRandom().nextBytes(random);
		byte[] vouch = box(join(this.shortTerm.publicKey().toBytes(), this.server.toBytes()),
				join(bytes("VOUCH---"), random), this.serverShortTerm, this.pair.secretKey().toBytes());
		byte[] plain = join(this.pair.publicKey().toBytes(), random, vouch, metadata);
		byte[] box = box(plain, nonce("CurveZMQINITIATE", this.nonce), this.serverShortTerm,
				this.shortTerm.secretKey().toBytes());
		frame(COMMAND, command("INITIATE", this.cookie, counter(this.nonce++), box));
	}

	/**
	 * Put a cookie in the place of the server's that the server did not make.
	 */
	public void forgeCookie() {
		new SecureRandom().nextBytes(this.cookie);
	}

	/**
	 * Receive what the server answers to INITIATE.
	 * @return the name of the command, empty if the server closes the connection
	 */
	public String answer() {
		try {
			byte[] command = frame();
			return new String(command, 1, command[0], StandardCharsets.US_ASCII);
		}
		catch (UncheckedIOException ex) {
			return "";
		}
	}

	/**
	 * Send a frame of a message.
	 * @param more whether another frame follows
	 * @param payload the payload
	 */
	public void message(boolean more, byte[] payload) {
		sealed((more) ? 1 : 0, payload);
	}

	/**
	 * Send a frame of a message, or a command.
	 * @param flags the flags inside the box: 1 for more, 2 for a command
	 * @param payload the payload
	 */
	public void sealed(int flags, byte[] payload) {
		frame(0, seal(flags, payload));
	}

	/**
	 * Seal a frame of a message, or a command, without sending it.
	 * @param flags the flags inside the box: 1 for more, 2 for a command
	 * @param payload the payload
	 * @return the MESSAGE command
	 */
	public byte[] seal(int flags, byte[] payload) {
		byte[] padded = join(new byte[ZERO + 1], payload);
		padded[ZERO] = (byte) flags;
		byte[] box = new byte[padded.length];
		curve25519xsalsa20poly1305.crypto_box_afternm(box, padded, nonce("CurveZMQMESSAGEC", this.nonce), sharedKey());
		return command("MESSAGE", counter(this.nonce++), Arrays.copyOfRange(box, BOX_ZERO, box.length));
	}

	/**
	 * Send a message of one frame.
	 * @param text the frame
	 */
	public void message(String text) {
		message(false, bytes(text));
	}

	/**
	 * Send a command as those are sent once the handshake is over.
	 * @param name the name of the command, which has no body
	 */
	public void command(String name) {
		byte[] body = join(new byte[] { (byte) name.length() }, bytes(name));
		sealed(2, body);
	}

	/**
	 * Return whether a frame with the given content has arrived. Takes the frames up to
	 * it.
	 * @param text the content
	 * @return whether it was there
	 */
	public boolean receives(String text) {
		while (available() > 0) {
			if (Arrays.equals(opened(), bytes(text))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Receive a frame of a message.
	 * @return its content
	 */
	public byte[] opened() {
		byte[] command = frame();
		byte[] nonce = join(bytes("CurveZMQMESSAGES"), Arrays.copyOfRange(command, 8, 16));
		byte[] padded = join(new byte[BOX_ZERO], Arrays.copyOfRange(command, 16, command.length));
		byte[] plain = new byte[padded.length];
		check(curve25519xsalsa20poly1305.crypto_box_open_afternm(plain, padded, nonce, sharedKey()));
		return Arrays.copyOfRange(plain, ZERO + 1, plain.length);
	}

	/**
	 * Computed once for a connection, as peers do: it takes longer than all the rest.
	 */
	private byte[] sharedKey() {
		byte[] key = this.sharedKey;
		if (key == null) {
			key = new byte[curve25519xsalsa20poly1305.crypto_secretbox_BEFORENMBYTES];
			curve25519xsalsa20poly1305.crypto_box_beforenm(key, this.serverShortTerm,
					this.shortTerm.secretKey().toBytes());
			this.sharedKey = key;
		}
		return key;
	}

	/**
	 * Return what a peer without CURVE says of itself.
	 * @param command the length and name of the command
	 * @param metadata what the client says of itself, besides its socket type
	 * @return the command
	 */
	public static byte[] metadata(String command, Map<String, String> metadata) {
		return join(bytes(command), properties(metadata));
	}

	private static byte[] properties(Map<String, String> metadata) {
		Map<String, String> all = new LinkedHashMap<>(Map.of("Socket-Type", "DEALER"));
		all.putAll(metadata);
		byte[] properties = new byte[0];
		for (Map.Entry<String, String> property : all.entrySet()) {
			byte[] name = bytes(property.getKey());
			byte[] value = bytes(property.getValue());
			properties = join(properties, new byte[] { (byte) name.length }, name,
					ByteBuffer.allocate(4).putInt(value.length).array(), value);
		}
		return properties;
	}

	private static byte[] command(String name, byte[]... parts) {
		return join(new byte[] { (byte) name.length() }, bytes(name), join(parts));
	}

	private static byte[] nonce(String prefix, long counter) {
		return join(bytes(prefix), counter(counter));
	}

	private static byte[] counter(long counter) {
		return ByteBuffer.allocate(Long.BYTES).putLong(counter).array();
	}

	private static byte[] box(byte[] plain, byte[] nonce, byte[] publicKey, byte[] secretKey) {
		byte[] padded = join(new byte[ZERO], plain);
		byte[] box = new byte[padded.length];
		curve25519xsalsa20poly1305.crypto_box(box, padded, padded.length, nonce, publicKey, secretKey);
		return Arrays.copyOfRange(box, BOX_ZERO, box.length);
	}

	private static byte[] open(byte[] box, byte[] nonce, byte[] publicKey, byte[] secretKey) {
		byte[] padded = join(new byte[BOX_ZERO], box);
		byte[] plain = new byte[padded.length];
		check(curve25519xsalsa20poly1305.crypto_box_open(plain, padded, padded.length, nonce, publicKey, secretKey));
		return Arrays.copyOfRange(plain, ZERO, plain.length);
	}

	private static void check(int status) {
		if (status != 0) {
			throw new IllegalStateException("The box of the server could not be opened");
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] join(byte[]... parts) {
		ByteBuffer joined = ByteBuffer.allocate(Arrays.stream(parts).mapToInt((part) -> part.length).sum());
		for (byte[] part : parts) {
			joined.put(part);
		}
		return joined.array();
	}

}
