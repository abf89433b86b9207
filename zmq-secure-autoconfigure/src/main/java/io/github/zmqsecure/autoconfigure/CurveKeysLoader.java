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

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.auth.AllowedClients;
import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeySet;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.CurveSecretKey;
import io.github.zmqsecure.curve.PeerDirectory;
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

	private static final String PEER_DIRECTORY = "zmq.secure.peer-directory";

	private final ZmqSecureProperties properties;

	private final ResourceLoader resources;

	private final Map<String, CurveKeyPair> ephemeral = new LinkedHashMap<>();

	CurveKeysLoader(ZmqSecureProperties properties, ResourceLoader resources) {
		this.properties = properties;
		this.resources = resources;
	}

	CurveKeySet load() {
		Map<String, CurveKeyPair> pairs = new LinkedHashMap<>();
		this.properties.getKeys().forEach((name, key) -> pairs.put(name, pairOf(name, key)));
		Map<String, CurvePublicKey> peers = new LinkedHashMap<>();
		this.properties.getPeers().forEach((name, peer) -> peers.put(name, peerOf(name, peer)));
		directory().forEach((name, key) -> {
			if (peers.putIfAbsent(name, key) != null) {
				throw new ZmqConfigurationException(PEER_DIRECTORY, this.properties.getPeerDirectory(),
						"It has a peer '" + name + "' that is also listed under 'zmq.secure.peers'.",
						"Keep one of the two.");
			}
		});
		try {
			return CurveKeySet.of(pairs, peers);
		}
		catch (ZmqSecureException ex) {
			throw new ZmqConfigurationException("zmq.secure.peers", null, String.valueOf(ex.getMessage()),
					"Give each peer a name and a key of its own.", ex);
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
			locations.add(this.resources.getResource(location));
		}
	}

	private CurveKeyPair pairOf(String name, ZmqSecureProperties.Key key) {
		String property = KEYS + name;
		checkName(property, name);
		String location = key.getLocation();
		String secret = key.getSecretKey();
		int sources = ((location != null) ? 1 : 0) + ((secret != null) ? 1 : 0) + (key.isEphemeral() ? 1 : 0);
		if (sources != 1) {
			throw new ZmqConfigurationException(property, null,
					"A key pair has exactly one of 'location', 'secret-key' and 'ephemeral: true', but this one has "
							+ ((sources == 0) ? "none" : String.valueOf(sources)) + ".",
					"Keep the one that is meant. Under 'zmq.secure.peers' a public key alone is enough.");
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
							+ ((publicKey != null) ? "both." : "none."),
					"Keep the one that is meant.");
		}
		return (publicKey != null) ? convert(property + ".public-key", publicKey, () -> CurvePublicKey.parse(publicKey))
				: read(property + ".location", String.valueOf(location)).publicKey();
	}

	private Map<String, CurvePublicKey> directory() {
		String directory = this.properties.getPeerDirectory();
		return (directory != null)
				? convert(PEER_DIRECTORY, directory, () -> PeerDirectory.read(this.resources.getResource(directory)))
				: Map.of();
	}

	private CurveCertificate read(String property, String location) {
		return convert(property, location, () -> CurveCertificate.read(this.resources.getResource(location)));
	}

	private static void checkName(String property, String name) {
		if (AllowedClients.ANY.equals(name)) {
			throw new ZmqConfigurationException(property, null, "'any' stands for every client and can't name a key.",
					"Choose another name.");
		}
	}

	private static <T> T convert(String property, @Nullable String value, Supplier<T> conversion) {
		try {
			return conversion.get();
		}
		catch (ZmqSecureException ex) {
			throw new ZmqConfigurationException(property, value, String.valueOf(ex.getMessage()),
					"Check the key or the file that is named here; a placeholder '${…}' may not have been resolved.",
					ex);
		}
	}

}
