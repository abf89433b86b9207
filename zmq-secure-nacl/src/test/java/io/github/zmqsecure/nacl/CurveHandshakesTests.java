// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The calls that JeroMQ's CURVE server makes in one handshake, with its arrays.
 */
class CurveHandshakesTests {

	private final Keys server = new Keys();

	private final Keys client = new Keys();

	private final Keys clientShort = new Keys();

	private final Keys serverShort = new Keys();

	private final CurveHandshakes handshakes = new CurveHandshakes();

	@Test
	void opensVouchForTheServer() {
		assertThat(handshake(this.server, this.server, this.server)).isTrue();
	}

	@Test
	void refusesVouchForAnotherServerAndLeavesNoPlaintext() {
		assertThat(openHello(this.server, this.server)).isTrue();
		assertThat(openInitiate()).isTrue();
		byte[] message = openedVouch(new Keys().publicKey);
		assertThat(message).isEqualTo(new byte[message.length]);
	}

	@Test
	void refusesVouchWithoutHello() {
		byte[] message = openedVouch(this.server.publicKey);
		assertThat(message).isEqualTo(new byte[message.length]);
	}

	@Test
	void opensInitiateWithoutHelloAndKeepsNothingOfIt() {
		assertThat(openInitiate()).isTrue();
		assertThat(this.handshakes.size()).isZero();
		byte[] message = openedVouch(this.server.publicKey);
		assertThat(message).isEqualTo(new byte[message.length]);
	}

	@Test
	void forgetsTheHandshakeOfAForgedInitiate() {
		assertThat(openHello(this.server, this.server)).isTrue();
		byte[] box = new byte[200];
		assertThat(this.handshakes.open(new byte[200], box, 200, nonce("CurveZMQINITIATE"), this.clientShort.publicKey,
				this.serverShort.secretKey))
			.isFalse();
		assertThat(this.handshakes.size()).isZero();
	}

	@Test
	void refusesSecondVouch() {
		assertThat(handshake(this.server, this.server, this.server)).isTrue();
		byte[] message = openedVouch(this.server.publicKey);
		assertThat(message).isEqualTo(new byte[message.length]);
	}

	@Test
	void answersWithTheKeyThatTheClientAddressed() {
		Keys old = new Keys();
		assertThat(openHello(this.server, old)).isFalse();
		this.handshakes.useRing(this.server.secretKey, (configured) -> List.of(new Keys().secretKey, old.secretKey));
		assertThat(openHello(this.server, old)).isTrue();
		byte[] addressed = shared(this.clientShort.publicKey, old.secretKey);
		assertThat(sealingKey("READY---", this.clientShort)).isNotEqualTo(addressed);
		assertThat(sealingKey("WELCOME-", this.client)).isEqualTo(shared(this.client.publicKey, this.server.secretKey));
		assertThat(sealingKey("WELCOME-", this.clientShort)).isEqualTo(addressed);
		assertThat(sealingKey("WELCOME-", this.clientShort)).isEqualTo(addressed);
	}

	@Test
	void sealsTheMessagesWithTheKeyOfTheInitiate() {
		byte[] messages = shared(this.clientShort.publicKey, this.serverShort.secretKey);
		assertThat(messageKey(this.clientShort)).isEqualTo(messages);
		assertThat(handshake(this.server, this.server, this.server)).isTrue();
		assertThat(messageKey(this.client)).isEqualTo(shared(this.client.publicKey, this.serverShort.secretKey));
		assertThat(messageKey(this.clientShort)).isEqualTo(messages);
		assertThat(messageKey(this.clientShort)).isEqualTo(messages);
	}

	@Test
	void keepsNoHandshakeThatFailedOrWasForgotten() {
		assertThat(openHello(this.server, new Keys())).isFalse();
		assertThat(this.handshakes.size()).isZero();
		assertThat(openHello(this.server, this.server)).isTrue();
		this.handshakes.forget(this.clientShort.publicKey);
		assertThat(this.handshakes.size()).isZero();
		assertThat(openHello(this.server, this.server) && openInitiate()).isTrue();
		openedVouch(new Keys().publicKey);
		assertThat(this.handshakes.size()).isZero();
		assertThat(handshake(this.server, this.server, this.server)).isTrue();
		this.handshakes.forget(this.serverShort.secretKey);
		assertThat(this.handshakes.size()).isZero();
		assertThat(handshake(this.server, this.server, this.server)).isTrue();
		this.handshakes.takeAddressed(this.serverShort.secretKey);
		assertThat(this.handshakes.size()).isZero();
	}

	@Test
	void aKeyIsKeptUntilItIsTakenAndThenForgotten() {
		byte[] first = shared(this.client.publicKey, this.server.secretKey);
		byte[] second = shared(this.client.publicKey, this.serverShort.secretKey);
		byte[] expected = second.clone();
		CurveHandshake handshake = new CurveHandshake(this.server.secretKey, first);
		handshake.initiated(this.clientShort.publicKey, second);
		assertThat(first).containsOnly(0);
		byte[] taken = new byte[32];
		assertThat(handshake.takeSharedKey(taken)).isTrue();
		assertThat(taken).isEqualTo(expected);
		assertThat(second).containsOnly(0);
		assertThat(handshake.takeSharedKey(taken)).isFalse();
		assertThat(taken).isEqualTo(expected);
		assertThat(this.server.secretKey).isNotEqualTo(new byte[32]);
	}

	@Test
	void holdsVouchAgainstTheKeyThatTheClientAddressed() {
		Keys old = new Keys();
		this.handshakes.useRing(this.server.secretKey, (configured) -> List.of(configured, old.secretKey));
		assertThat(handshake(this.server, old, old)).isTrue();
		assertThat(handshake(this.server, this.server, this.server)).isTrue();
		assertThat(handshake(this.server, old, this.server)).isFalse();
	}

	@Test
	void answersToNoKeyThatTheRingLeavesOut() {
		this.handshakes.useRing(this.server.secretKey, (configured) -> List.of());
		assertThat(openHello(this.server, this.server)).isFalse();
	}

	@Test
	void ringBelongsToTheArrayThatTheSocketIsConfiguredWith() {
		Keys old = new Keys();
		this.handshakes.useRing(this.server.secretKey.clone(), (configured) -> List.of(configured, old.secretKey));
		assertThat(openHello(this.server, old)).isFalse();
		assertThat(openHello(this.server, this.server)).isTrue();
	}

	@Test
	void tellsOnceWhichKeyWasAddressed() {
		Keys old = new Keys();
		this.handshakes.useRing(this.server.secretKey, (configured) -> List.of(configured, old.secretKey));
		assertThat(this.handshakes.takeAddressed(this.serverShort.secretKey)).isNull();
		assertThat(handshake(this.server, old, old)).isTrue();
		assertThat(this.handshakes.takeAddressed(this.serverShort.secretKey)).isEqualTo(old.publicKey);
		assertThat(this.handshakes.takeAddressed(this.serverShort.secretKey)).isNull();
		assertThat(handshake(this.server, old, this.server)).isFalse();
		assertThat(this.handshakes.takeAddressed(this.serverShort.secretKey)).isNull();
	}

	private boolean handshake(Keys configured, Keys addressed, Keys vouched) {
		boolean begun = openHello(configured, addressed) && openInitiate();
		byte[] message = openedVouch(vouched.publicKey);
		return begun && Arrays.equals(message, 64, 96, vouched.publicKey, 0, 32);
	}

	private boolean openHello(Keys configured, Keys addressed) {
		byte[] nonce = nonce("CurveZMQHELLO---");
		byte[] box = sealed(new byte[96], nonce, addressed.publicKey, this.clientShort.secretKey);
		return this.handshakes.open(new byte[96], box, 96, nonce, this.clientShort.publicKey, configured.secretKey);
	}

	private boolean openInitiate() {
		byte[] nonce = nonce("CurveZMQINITIATE");
		byte[] box = sealed(new byte[200], nonce, this.serverShort.publicKey, this.clientShort.secretKey);
		return this.handshakes.open(new byte[200], box, 200, nonce, this.clientShort.publicKey,
				this.serverShort.secretKey);
	}

	private byte[] openedVouch(byte[] serverKey) {
		byte[] nonce = nonce("VOUCH---");
		byte[] vouch = new byte[96];
		System.arraycopy(this.clientShort.publicKey, 0, vouch, 32, 32);
		System.arraycopy(serverKey, 0, vouch, 64, 32);
		byte[] box = sealed(vouch, nonce, this.serverShort.publicKey, this.client.secretKey);
		byte[] opened = new byte[96];
		byte[] clientKey = Arrays.copyOf(this.client.publicKey, 384);
		boolean success = this.handshakes.open(opened, box, 96, nonce, clientKey, this.serverShort.secretKey);
		assertThat(success).isEqualTo(!Arrays.equals(opened, new byte[96]));
		return opened;
	}

	private byte[] sealingKey(String prefix, Keys client) {
		byte[] key = new byte[32];
		assertThat(this.handshakes.sealingKey(key, nonce(prefix), client.publicKey, this.server.secretKey)).isTrue();
		return key;
	}

	private byte[] messageKey(Keys client) {
		byte[] key = new byte[32];
		assertThat(this.handshakes.messageKey(key, client.publicKey, this.serverShort.secretKey)).isTrue();
		return key;
	}

	private static byte[] shared(byte[] publicKey, byte[] secretKey) {
		byte[] key = new byte[32];
		assertThat(NaclProviders.current().sharedKey(key, publicKey, secretKey)).isTrue();
		return key;
	}

	private static byte[] sealed(byte[] message, byte[] nonce, byte[] publicKey, byte[] secretKey) {
		byte[] box = new byte[message.length];
		assertThat(CryptoBox.box(box, message, message.length, nonce, publicKey, secretKey)).isZero();
		return box;
	}

	private static byte[] nonce(String prefix) {
		return Arrays.copyOf(prefix.getBytes(StandardCharsets.US_ASCII), 24);
	}

	private static final class Keys {

		private final byte[] publicKey = new byte[32];

		private final byte[] secretKey = new byte[32];

		Keys() {
			CryptoBox.keypair(this.publicKey, this.secretKey);
		}

	}

}
