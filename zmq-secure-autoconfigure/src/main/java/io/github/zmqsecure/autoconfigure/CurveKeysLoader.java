// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.CurveKeySet;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.KeyLocation;
import io.github.zmqsecure.curve.KeyName;
import io.github.zmqsecure.curve.OwnKey;
import io.github.zmqsecure.curve.PeerDirectory;
import io.github.zmqsecure.curve.PeerKey;
import io.github.zmqsecure.curve.UnreadableCertificateException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Loads the keys that the properties name.
 */
class CurveKeysLoader {

	private static final String PEERS = "zmq.secure.peers.";

	private static final String CHECK = "Correct the key or the file that is named here.";

	private static final String PEER_DIRECTORY = "zmq.secure.peer-directory";

	private final ZmqSecureProperties properties;

	private final ResourceLoader resources;

	private final OwnKeysLoader ownKeys;

	private final NamedKeyFiles<ZmqSecureProperties.Peer, List<PeerKey>> peerFiles;

	private final @Nullable PeerDirectory directory;

	private final CertificateNames names = new CertificateNames();

	private final NeededKeys needed;

	private @Nullable CurveKeySet former;

	CurveKeysLoader(ZmqSecureProperties properties, ResourceLoader resources) {
		this.properties = properties;
		this.resources = resources;
		this.needed = NeededKeys.of(properties);
		this.ownKeys = new OwnKeysLoader(properties, this::resource, this.needed.names());
		this.peerFiles = new NamedKeyFiles<>(this.needed.names());
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
		Map<String, List<OwnKey>> own = this.ownKeys.load((former != null) ? former.ownKeys() : null, problems);
		Map<String, List<PeerKey>> peers = this.peerFiles.load(this.properties.getPeers(), this::peerOf,
				(former != null) ? former.peerKeys() : null, problems);
		Map<String, List<PeerKey>> directory = directory(former == null, problems);
		try {
			CurveKeySet loaded = (former != null) ? this.needed.merge(own, peers, directory, problems, former)
					: new CurveKeySetMerger(own, peers, problems).merge(Map.of(), directory, true);
			this.former = loaded;
			return loaded;
		}
		catch (ZmqConfigurationException ex) {
			throw ex;
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
		this.properties.getKeys().values().forEach((key) -> {
			add(locations, key.getLocation());
			key.getPrevious().forEach((previous) -> add(locations, previous.getLocation()));
		});
		this.properties.getPeers().values().forEach((peer) -> add(locations, peer.getLocation()));
		add(locations, this.properties.getPeerDirectory());
		return locations;
	}

	private void add(Set<Resource> locations, @Nullable String location) {
		if (location != null) {
			locations.add(resource(location));
		}
	}

	private Resource resource(String location) {
		return KeyLocation.resource(location, this.resources);
	}

	private List<PeerKey> peerOf(String name, ZmqSecureProperties.Peer peer) {
		String property = PEERS + name;
		checkName(property, name);
		String publicKey = peer.getPublicKey();
		List<String> publicKeys = peer.getPublicKeys();
		String location = peer.getLocation();
		List<String> sources = new ArrayList<>();
		addIf(publicKey != null, "'public-key'", sources);
		addIf(!publicKeys.isEmpty(), "'public-keys'", sources);
		addIf(location != null, "'location'", sources);
		if (sources.size() != 1) {
			throw new ZmqConfigurationException(property, null,
					"A peer has exactly one of 'public-key', 'public-keys' and 'location', but this one has "
							+ (sources.isEmpty() ? "none that has a value." : String.join(" and ", sources) + "."),
					sources.isEmpty() ? "Add one of them."
							: "Keep the one that is meant, and remove the other or leave its value empty.");
		}
		if (location != null) {
			return List.of(convert(property + ".location", location, () -> {
				CurveCertificate certificate = CurveCertificate.readPublic(resource(location),
						this.properties.getKeyFilePermissions());
				this.names.check(property + ".location", name, certificate);
				return new PeerKey(certificate.publicKey(), certificate.lifetime());
			}));
		}
		if (publicKey != null) {
			return List
				.of(convert(property + ".public-key", publicKey, () -> PeerKey.of(CurvePublicKey.parse(publicKey))));
		}
		List<PeerKey> keys = new ArrayList<>();
		for (int i = 0; i < publicKeys.size(); i++) {
			String each = publicKeys.get(i);
			String entry = property + ".public-keys[" + i + "]";
			PeerKey key = convert(entry, each, () -> PeerKey.of(CurvePublicKey.parse(each)));
			if (keys.contains(key)) {
				throw new ZmqConfigurationException(entry, each, "The key is there twice.", "Remove one of the two.");
			}
			keys.add(key);
		}
		return keys;
	}

	private Map<String, List<PeerKey>> directory(boolean first, List<String> problems) {
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

	static void addIf(boolean condition, String source, List<String> sources) {
		if (condition) {
			sources.add(source);
		}
	}

	static void checkName(String property, String name) {
		String problem = KeyName.problemOf(name);
		if (problem != null) {
			throw new ZmqConfigurationException(property, null, "The name '" + name + "' " + problem + ".",
					"Choose another name.");
		}
	}

	static <T> T convert(String property, @Nullable String value, Supplier<T> conversion) {
		try {
			return conversion.get();
		}
		catch (ZmqSecureException ex) {
			throw exception(property, value, ex);
		}
	}

	private static ZmqConfigurationException exception(String property, @Nullable String value, Exception cause) {
		Explanation explanation = Explanation.of(cause.getMessage(), CHECK);
		return new ZmqConfigurationException(property, value, explanation.problem(), explanation.action(), cause);
	}

}
