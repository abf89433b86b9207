// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.curve.KeyFilePolicy;
import io.github.zmqsecure.nacl.NaclMode;
import io.github.zmqsecure.socket.PlaintextPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties of ZMQ Secure. An unknown property stops the start-up. A
 * mutable JavaBean, not thread-safe.
 *
 * @since 0.1.0
 */
@ConfigurationProperties(prefix = "zmq.secure", ignoreUnknownFields = false)
public class ZmqSecureProperties {

	/**
	 * Whether the sockets are set up.
	 */
	private boolean enabled = true;

	/**
	 * Own key pairs, by name.
	 */
	private final Map<String, Key> keys = new LinkedHashMap<>();

	/**
	 * Public keys of others, by the name that becomes their authenticated user id.
	 */
	private final Map<String, Peer> peers = new LinkedHashMap<>();

	/**
	 * Location of a directory in which every "*.key" file is the certificate of a peer.
	 */
	private @Nullable String peerDirectory;

	/**
	 * What it means that others can read a file with a secret key, or can change a file
	 * or directory of keys. What Kubernetes or Docker mounted is no trouble.
	 */
	private KeyFilePolicy keyFilePermissions = KeyFilePolicy.WARN;

	/**
	 * Time before the end of a key from which on log and health say that it ends.
	 */
	private Duration keyExpiryWarning = Duration.ofDays(30);

	/**
	 * Reloading of key and certificate files.
	 */
	private final Reload reload = new Reload();

	/**
	 * Options that every socket starts from.
	 */
	@NestedConfigurationProperty
	private final ZmqSocketOptions defaults = new ZmqSocketOptions();

	/**
	 * Endpoints that sockets may bind to, such as "tcp://10.0.0.0/8:5000-5999". Compared
	 * with the resolved address.
	 */
	private List<String> bindAllowlist = new ArrayList<>(List.of("tcp://127.0.0.1:*", "tcp://[::1]:*", "inproc://*"));

	/**
	 * Endpoints that sockets may connect to. Anywhere when empty.
	 */
	private List<String> connectAllowlist = new ArrayList<>();

	private final Resolve resolve = new Resolve();

	/**
	 * What a socket without encryption may do over TCP.
	 */
	private PlaintextPolicy plaintext = PlaintextPolicy.DENY;

	/**
	 * Limits against hostile peers, per bound socket.
	 */
	private final Limits limits = new Limits();

	/**
	 * Checks made before any cryptography.
	 */
	private final Zap zap = new Zap();

	private final Context context = new Context();

	private final Crypto crypto = new Crypto();

	/**
	 * Sending and requesting.
	 */
	@NestedConfigurationProperty
	private final ZmqTemplateProperties template = new ZmqTemplateProperties();

	/**
	 * Listeners.
	 */
	@NestedConfigurationProperty
	private final ZmqListenerProperties listener = new ZmqListenerProperties();

	/**
	 * Sockets, by name.
	 */
	private final Map<String, ZmqSocketProperties> sockets = new LinkedHashMap<>();

	/**
	 * Proxies between sockets, by name.
	 */
	private final Map<String, ZmqProxyProperties> proxies = new LinkedHashMap<>();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public Map<String, Key> getKeys() {
		return this.keys;
	}

	public Map<String, Peer> getPeers() {
		return this.peers;
	}

	public @Nullable String getPeerDirectory() {
		return this.peerDirectory;
	}

	public void setPeerDirectory(@Nullable String peerDirectory) {
		this.peerDirectory = peerDirectory;
	}

	public KeyFilePolicy getKeyFilePermissions() {
		return this.keyFilePermissions;
	}

	public void setKeyFilePermissions(KeyFilePolicy keyFilePermissions) {
		this.keyFilePermissions = keyFilePermissions;
	}

	public Duration getKeyExpiryWarning() {
		return this.keyExpiryWarning;
	}

	public void setKeyExpiryWarning(Duration keyExpiryWarning) {
		this.keyExpiryWarning = keyExpiryWarning;
	}

	public Reload getReload() {
		return this.reload;
	}

	public ZmqSocketOptions getDefaults() {
		return this.defaults;
	}

	public List<String> getBindAllowlist() {
		return this.bindAllowlist;
	}

	public void setBindAllowlist(List<String> bindAllowlist) {
		this.bindAllowlist = bindAllowlist;
	}

	public List<String> getConnectAllowlist() {
		return this.connectAllowlist;
	}

	public void setConnectAllowlist(List<String> connectAllowlist) {
		this.connectAllowlist = connectAllowlist;
	}

	public Resolve getResolve() {
		return this.resolve;
	}

	public PlaintextPolicy getPlaintext() {
		return this.plaintext;
	}

	public void setPlaintext(PlaintextPolicy plaintext) {
		this.plaintext = plaintext;
	}

	public Limits getLimits() {
		return this.limits;
	}

	public Zap getZap() {
		return this.zap;
	}

	public Context getContext() {
		return this.context;
	}

	public Crypto getCrypto() {
		return this.crypto;
	}

	public ZmqTemplateProperties getTemplate() {
		return this.template;
	}

	public ZmqListenerProperties getListener() {
		return this.listener;
	}

	public Map<String, ZmqSocketProperties> getSockets() {
		return this.sockets;
	}

	public Map<String, ZmqProxyProperties> getProxies() {
		return this.proxies;
	}

	/**
	 * Own key pair: a certificate file, or the keys themselves, or a throw-away pair.
	 */
	public static class Key {

		/**
		 * Location of a certificate file that holds the secret key.
		 */
		private @Nullable String location;

		/**
		 * Public key as 40 characters of Z85 or 64 hexadecimal digits. Derived from the
		 * secret key when not set.
		 */
		private @Nullable String publicKey;

		/**
		 * Secret key as 40 characters of Z85 or 64 hexadecimal digits.
		 */
		private @Nullable String secretKey;

		/**
		 * Whether to make a key pair at start-up that is never stored.
		 */
		private boolean ephemeral;

		/**
		 * Key pairs that this one has replaced and that servers still answer to.
		 */
		private List<PreviousKey> previous = new ArrayList<>();

		public @Nullable String getLocation() {
			return this.location;
		}

		public void setLocation(@Nullable String location) {
			this.location = location;
		}

		public @Nullable String getPublicKey() {
			return this.publicKey;
		}

		public void setPublicKey(@Nullable String publicKey) {
			this.publicKey = publicKey;
		}

		public @Nullable String getSecretKey() {
			return this.secretKey;
		}

		public void setSecretKey(@Nullable String secretKey) {
			this.secretKey = secretKey;
		}

		public boolean isEphemeral() {
			return this.ephemeral;
		}

		public void setEphemeral(boolean ephemeral) {
			this.ephemeral = ephemeral;
		}

		public List<PreviousKey> getPrevious() {
			return this.previous;
		}

		public void setPrevious(List<PreviousKey> previous) {
			this.previous = previous;
		}

	}

	/**
	 * Own key pair that was replaced.
	 */
	public static class PreviousKey {

		/**
		 * Location of a certificate file that holds the secret key.
		 */
		private @Nullable String location;

		/**
		 * Secret key as 40 characters of Z85 or 64 hexadecimal digits.
		 */
		private @Nullable String secretKey;

		/**
		 * Time from which on it is answered to no more, such as "2027-01-31T00:00:00Z".
		 */
		private @Nullable Instant until;

		public @Nullable String getLocation() {
			return this.location;
		}

		public void setLocation(@Nullable String location) {
			this.location = location;
		}

		public @Nullable String getSecretKey() {
			return this.secretKey;
		}

		public void setSecretKey(@Nullable String secretKey) {
			this.secretKey = secretKey;
		}

		public @Nullable Instant getUntil() {
			return this.until;
		}

		public void setUntil(@Nullable Instant until) {
			this.until = until;
		}

	}

	/**
	 * Public key of another.
	 */
	public static class Peer {

		/**
		 * Public key as 40 characters of Z85 or 64 hexadecimal digits.
		 */
		private @Nullable String publicKey;

		/**
		 * Several public keys of the peer, the newest first, while one replaces another.
		 */
		private List<String> publicKeys = new ArrayList<>();

		/**
		 * Location of a certificate file that holds the public key.
		 */
		private @Nullable String location;

		public @Nullable String getPublicKey() {
			return this.publicKey;
		}

		public void setPublicKey(@Nullable String publicKey) {
			this.publicKey = publicKey;
		}

		public List<String> getPublicKeys() {
			return this.publicKeys;
		}

		public void setPublicKeys(List<String> publicKeys) {
			this.publicKeys = publicKeys;
		}

		public @Nullable String getLocation() {
			return this.location;
		}

		public void setLocation(@Nullable String location) {
			this.location = location;
		}

	}

	/**
	 * Reloading of key and certificate files.
	 */
	public static class Reload {

		/**
		 * Whether files are watched and reloaded, each for itself.
		 */
		private boolean enabled = true;

		/**
		 * Time between checks.
		 */
		private Duration period = Duration.ofSeconds(5);

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public Duration getPeriod() {
			return this.period;
		}

		public void setPeriod(Duration period) {
			this.period = period;
		}

	}

	/**
	 * Resolving of names in 'connect'.
	 */
	public static class Resolve {

		/**
		 * Time between look-ups of a name while there is a connection.
		 */
		private Duration refresh = Duration.ofSeconds(30);

		/**
		 * Time after which an answer counts as missing. One that comes later is taken all
		 * the same.
		 */
		private Duration timeout = Duration.ofSeconds(5);

		public Duration getRefresh() {
			return this.refresh;
		}

		public void setRefresh(Duration refresh) {
			this.refresh = refresh;
		}

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

	/**
	 * Limits against hostile peers, per bound socket.
	 */
	public static class Limits {

		/**
		 * Maximum number of open connections.
		 */
		private int maxConnections = 1000;

		/**
		 * Maximum number of open connections from one address, or from one /64 network of
		 * IPv6.
		 */
		private int maxConnectionsPerAddress = 500;

		/**
		 * Maximum number of open connections of one peer, by its authenticated name. Half
		 * of max-connections when it is left out.
		 */
		private @Nullable Integer maxConnectionsPerPeer;

		/**
		 * Maximum number of bytes that the messages of one connection may occupy, in each
		 * direction. A sixteenth of max-total-bytes when it is left out.
		 */
		private @Nullable DataSize maxBytesPerConnection;

		/**
		 * Maximum number of bytes that the messages of one peer may occupy, by its
		 * authenticated name, in each direction. An eighth of max-total-bytes when it is
		 * left out.
		 */
		private @Nullable DataSize maxBytesPerPeer;

		/**
		 * Maximum number of bytes that the messages of all sockets may occupy. A quarter
		 * of the heap when it is left out.
		 */
		private @Nullable DataSize maxTotalBytes;

		/**
		 * Maximum number of connections that are not yet authenticated.
		 */
		private int maxPendingHandshakes = 100;

		/**
		 * Maximum number of connections from one address, or from one /64 network of
		 * IPv6, that are not yet authenticated.
		 */
		private int maxPendingHandshakesPerAddress = 50;

		/**
		 * Maximum number of handshakes that may begin within a second.
		 */
		private int maxHandshakesPerSecond = 2000;

		/**
		 * Maximum number of handshakes from one address, or from one /64 network of IPv6,
		 * that may begin within a second.
		 */
		private int maxHandshakesPerSecondPerAddress = 1000;

		/**
		 * Time a peer has to authenticate itself, from accept to the end of the
		 * handshake.
		 */
		private Duration handshakeTimeout = Duration.ofSeconds(5);

		/**
		 * Maximum number of bytes of a topic that a peer subscribes to, at most 1024.
		 */
		private int maxTopicLength = 256;

		/**
		 * Maximum number of subscriptions of one connection.
		 */
		private int maxSubscriptions = 10_000;

		/**
		 * Maximum memory that the subscriptions of all peers may take, of which one peer
		 * may have half and one connection a quarter. An eighth of the heap when it is
		 * left out.
		 */
		private @Nullable DataSize maxSubscriptionBytes;

		public int getMaxConnections() {
			return this.maxConnections;
		}

		public void setMaxConnections(int maxConnections) {
			this.maxConnections = maxConnections;
		}

		public int getMaxConnectionsPerAddress() {
			return this.maxConnectionsPerAddress;
		}

		public void setMaxConnectionsPerAddress(int maxConnectionsPerAddress) {
			this.maxConnectionsPerAddress = maxConnectionsPerAddress;
		}

		public @Nullable Integer getMaxConnectionsPerPeer() {
			return this.maxConnectionsPerPeer;
		}

		public void setMaxConnectionsPerPeer(@Nullable Integer maxConnectionsPerPeer) {
			this.maxConnectionsPerPeer = maxConnectionsPerPeer;
		}

		public @Nullable DataSize getMaxBytesPerConnection() {
			return this.maxBytesPerConnection;
		}

		public void setMaxBytesPerConnection(@Nullable DataSize maxBytesPerConnection) {
			this.maxBytesPerConnection = maxBytesPerConnection;
		}

		public @Nullable DataSize getMaxBytesPerPeer() {
			return this.maxBytesPerPeer;
		}

		public void setMaxBytesPerPeer(@Nullable DataSize maxBytesPerPeer) {
			this.maxBytesPerPeer = maxBytesPerPeer;
		}

		public @Nullable DataSize getMaxTotalBytes() {
			return this.maxTotalBytes;
		}

		public void setMaxTotalBytes(@Nullable DataSize maxTotalBytes) {
			this.maxTotalBytes = maxTotalBytes;
		}

		public int getMaxPendingHandshakes() {
			return this.maxPendingHandshakes;
		}

		public void setMaxPendingHandshakes(int maxPendingHandshakes) {
			this.maxPendingHandshakes = maxPendingHandshakes;
		}

		public int getMaxPendingHandshakesPerAddress() {
			return this.maxPendingHandshakesPerAddress;
		}

		public void setMaxPendingHandshakesPerAddress(int maxPendingHandshakesPerAddress) {
			this.maxPendingHandshakesPerAddress = maxPendingHandshakesPerAddress;
		}

		public int getMaxHandshakesPerSecond() {
			return this.maxHandshakesPerSecond;
		}

		public void setMaxHandshakesPerSecond(int maxHandshakesPerSecond) {
			this.maxHandshakesPerSecond = maxHandshakesPerSecond;
		}

		public int getMaxHandshakesPerSecondPerAddress() {
			return this.maxHandshakesPerSecondPerAddress;
		}

		public void setMaxHandshakesPerSecondPerAddress(int maxHandshakesPerSecondPerAddress) {
			this.maxHandshakesPerSecondPerAddress = maxHandshakesPerSecondPerAddress;
		}

		public int getMaxTopicLength() {
			return this.maxTopicLength;
		}

		public void setMaxTopicLength(int maxTopicLength) {
			this.maxTopicLength = maxTopicLength;
		}

		public int getMaxSubscriptions() {
			return this.maxSubscriptions;
		}

		public void setMaxSubscriptions(int maxSubscriptions) {
			this.maxSubscriptions = maxSubscriptions;
		}

		public @Nullable DataSize getMaxSubscriptionBytes() {
			return this.maxSubscriptionBytes;
		}

		public void setMaxSubscriptionBytes(@Nullable DataSize maxSubscriptionBytes) {
			this.maxSubscriptionBytes = maxSubscriptionBytes;
		}

		public Duration getHandshakeTimeout() {
			return this.handshakeTimeout;
		}

		public void setHandshakeTimeout(Duration handshakeTimeout) {
			this.handshakeTimeout = handshakeTimeout;
		}

	}

	/**
	 * Checks made before any cryptography (RFC 27).
	 */
	public static class Zap {

		/**
		 * Addresses of peers.
		 */
		private final Addresses addresses = new Addresses();

		public Addresses getAddresses() {
			return this.addresses;
		}

	}

	/**
	 * Addresses of peers.
	 */
	public static class Addresses {

		/**
		 * Addresses or CIDR ranges of the peers let in. Everyone when empty.
		 */
		private List<String> allow = new ArrayList<>();

		/**
		 * Addresses or CIDR ranges of the peers kept out, whatever else lets them in.
		 */
		private List<String> deny = new ArrayList<>();

		public List<String> getAllow() {
			return this.allow;
		}

		public void setAllow(List<String> allow) {
			this.allow = allow;
		}

		public List<String> getDeny() {
			return this.deny;
		}

		public void setDeny(List<String> deny) {
			this.deny = deny;
		}

	}

	/**
	 * Context properties.
	 */
	public static class Context {

		/**
		 * Number of threads that encrypt and move the bytes of all connections. One up to
		 * four cores, then a quarter of them, when it is left out.
		 */
		private @Nullable Integer ioThreads;

		public @Nullable Integer getIoThreads() {
			return this.ioThreads;
		}

		public void setIoThreads(@Nullable Integer ioThreads) {
			this.ioThreads = ioThreads;
		}

	}

	/**
	 * Cryptography properties.
	 */
	public static class Crypto {

		/**
		 * Implementation of the cryptography.
		 */
		private NaclMode provider = NaclMode.AUTO;

		/**
		 * File of the native libsodium. Looked for where the system looks if left out.
		 */
		private @Nullable Path library;

		public NaclMode getProvider() {
			return this.provider;
		}

		public void setProvider(NaclMode provider) {
			this.provider = provider;
		}

		public @Nullable Path getLibrary() {
			return this.library;
		}

		public void setLibrary(@Nullable Path library) {
			this.library = library;
		}

	}

}
