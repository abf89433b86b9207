/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeySet;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.CurveSecretKey;
import io.github.zmqsecure.curve.KeyName;
import io.github.zmqsecure.curve.PeerDirectory;
import io.github.zmqsecure.curve.UnreadableCertificateException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Loads the keys that the properties name. Ephemeral key pairs are made once and stay the
 * same when the rest is loaded anew.
 */
class CurveKeysLoader {

	private static final String KEYS = "zmq.secure.keys.";

	private static final String PEERS = "zmq.secure.peers.";

	private static final String CHECK = "Correct the key or the file that is named here.";

	private static final String PEER_DIRECTORY = "zmq.secure.peer-directory";

	private final ZmqSecureProperties properties;

	private final ResourceLoader resources;

	private final Map<String, CurveKeyPair> ephemeral = new LinkedHashMap<>();

	private final NamedKeyFiles<ZmqSecureProperties.Key, CurveKeyPair> pairFiles;

	private final NamedKeyFiles<ZmqSecureProperties.Peer, CurvePublicKey> peerFiles;

	private final @Nullable PeerDirectory directory;

	private @Nullable CurveKeySet former;

	CurveKeysLoader(ZmqSecureProperties properties, ResourceLoader resources) {
		this.properties = properties;
		this.resources = resources;
		Set<String> needed = new LinkedHashSet<>();
		properties.getSockets().values().forEach((socket) -> {
			needed.add(String.valueOf(socket.getKey()));
			needed.add(String.valueOf(socket.getServer()));
		});
		this.pairFiles = new NamedKeyFiles<>(needed);
		this.peerFiles = new NamedKeyFiles<>(needed);
		String location = properties.getPeerDirectory();
		this.directory = (location != null) ? new PeerDirectory(resource(location), properties.getKeyFilePermissions())
				: null;
	}

	/**
	 * Load all keys. The first time whatever is wrong with a key that the properties name
	 * is thrown; later each file is looked at for itself, so that what is wrong with one
	 * does not put off what has changed in another.
	 * @return the keys, with what is wrong
	 * @throws ZmqConfigurationException if something is wrong, the first time
	 */
	synchronized CurveKeySet load() {
		List<String> problems = new ArrayList<>();
		CurveKeySet former = this.former;
		Map<String, CurveKeyPair> pairs = this.pairFiles.load(this.properties.getKeys(), this::pairOf,
				(former != null) ? former.keyPairs() : null, problems);
		Map<String, CurvePublicKey> peers = this.peerFiles.load(this.properties.getPeers(), this::peerOf,
				(former != null) ? former.peers() : null, problems);
		Map<String, CurvePublicKey> directory = directory(former == null, problems);
		try {
			CurveKeySet loaded = new CurveKeySetMerger(pairs, peers, problems).merge(directory, former == null);
			this.former = loaded;
			return loaded;
		}
		catch (ZmqSecureException ex) {
			throw exception("zmq.secure.peers", null, ex);
		}
	}

	/**
	 * Return the files and directories that are worth watching.
	 * @return the locations
	 */
	Set<Resource> locations() {
		Set<Resource> locations = new LinkedHashSet<>();
		this.properties.getKeys().values().forEach((key) -> add(locations, key.getLocation()));
		this.properties.getPeers().values().forEach((peer) -> add(locations, peer.getLocation()));
		add(locations, this.properties.getPeerDirectory());
		return locations;
	}

	private void add(Set<Resource> locations, @Nullable String location) {
		if (location != null) {
			locations.add(resource(location));
		}
	}

	/**
	 * What begins with a slash is a file, though Spring would look for it on the class
	 * path.
	 */
	private Resource resource(String location) {
		return this.resources.getResource(location.startsWith("/") ? "file:" + location : location);
	}

	private CurveKeyPair pairOf(String name, ZmqSecureProperties.Key key) {
		String property = KEYS + name;
		checkName(property, name);
		String location = key.getLocation();
		String secret = key.getSecretKey();
		List<String> sources = new ArrayList<>();
		addIf(location != null, "'location'", sources);
		addIf(secret != null, "'secret-key'", sources);
		addIf(key.isEphemeral(), "'ephemeral: true'", sources);
		if (sources.size() != 1) {
			throw new ZmqConfigurationException(property, null,
					"A key pair has exactly one of 'location', 'secret-key' and 'ephemeral: true', but this one has "
							+ (sources.isEmpty() ? "none that has a value." : String.join(" and ", sources) + "."),
					sources.isEmpty()
							? "Add one of them. The public key of somebody else belongs under 'zmq.secure.peers'."
							: "Keep the one that is meant, and remove the other" + ((key.isEphemeral())
									? ", or set 'ephemeral' to false." : " or leave its value empty."));
		}
		if (secret != null) {
			return inlinePair(property, key.getPublicKey(), secret);
		}
		if (key.getPublicKey() != null) {
			throw new ZmqConfigurationException(property + ".public-key", key.getPublicKey(),
					"It conflicts with 'location' or 'ephemeral', which bring a public key of their own.",
					"Remove it.");
		}
		return (location != null) ? pairAt(property + ".location", location)
				: this.ephemeral.computeIfAbsent(name, (ignored) -> CurveKeyPair.generate());
	}

	private CurveKeyPair inlinePair(String property, @Nullable String publicKey, String secretKey) {
		CurveSecretKey secret = convert(property + ".secret-key", null, () -> CurveSecretKey.parse(secretKey));
		if (publicKey == null) {
			return convert(property + ".secret-key", null, () -> CurveKeyPair.of(secret));
		}
		if (publicKey.equals(secretKey)) {
			throw new ZmqConfigurationException(property + ".public-key", Redaction.REDACTED,
					"The public key is the secret key.", "Remove it, as it can be derived.");
		}
		return convert(property + ".public-key", publicKey,
				() -> CurveKeyPair.of(CurvePublicKey.parse(publicKey), secret));
	}

	private CurveKeyPair pairAt(String property, String location) {
		CurveCertificate certificate = read(property, location);
		CurveSecretKey secret = certificate.secretKey();
		if (secret == null) {
			throw new ZmqConfigurationException(property, location, "The file has a public key but no secret key.",
					"Name the file that has both, usually ending in '.key_secret'. "
							+ "The public key of somebody else belongs under 'zmq.secure.peers'.");
		}
		return convert(property, location, () -> CurveKeyPair.of(certificate.publicKey(), secret));
	}

	private CurvePublicKey peerOf(String name, ZmqSecureProperties.Peer peer) {
		String property = PEERS + name;
		checkName(property, name);
		String publicKey = peer.getPublicKey();
		String location = peer.getLocation();
		if ((publicKey != null) == (location != null)) {
			throw new ZmqConfigurationException(property, null,
					"A peer has exactly one of 'public-key' and 'location', but this one has "
							+ ((publicKey != null) ? "both." : "none that has a value."),
					(publicKey != null) ? "Keep the one that is meant, and remove the other or leave its value empty."
							: "Add one of them.");
		}
		return (publicKey != null) ? convert(property + ".public-key", publicKey, () -> CurvePublicKey.parse(publicKey))
				: convert(property + ".location", location,
						() -> CurveCertificate
							.readPublic(resource(String.valueOf(location)), this.properties.getKeyFilePermissions())
							.publicKey());
	}

	private Map<String, CurvePublicKey> directory(boolean first, List<String> problems) {
		PeerDirectory directory = this.directory;
		if (directory == null) {
			return Map.of();
		}
		try {
			return directory.read(problems::add);
		}
		catch (UnreadableCertificateException ex) {
			if (first) {
				throw exception(PEER_DIRECTORY, this.properties.getPeerDirectory(), ex);
			}
			problems.add(String.valueOf(ex.getMessage()));
			return directory.whileUnreadable();
		}
	}

	private CurveCertificate read(String property, String location) {
		return convert(property, location,
				() -> CurveCertificate.read(resource(location), this.properties.getKeyFilePermissions()));
	}

	private static void addIf(boolean condition, String source, List<String> sources) {
		if (condition) {
			sources.add(source);
		}
	}

	private static void checkName(String property, String name) {
		String problem = KeyName.problemOf(name);
		if (problem != null) {
			throw new ZmqConfigurationException(property, null, "The name '" + name + "' " + problem + ".",
					"Choose another name.");
		}
	}

	private static <T> T convert(String property, @Nullable String value, Supplier<T> conversion) {
		try {
			return conversion.get();
		}
		catch (ZmqSecureException ex) {
			throw exception(property, value, ex);
		}
	}

	private static ZmqConfigurationException exception(String property, @Nullable String value, Exception cause) {
		Explanation explanation = Explanation.of(cause.getMessage(), CHECK);
		return new ZmqConfigurationException(property, value, explanation.problem(), explanation.mend(), cause);
	}

}
