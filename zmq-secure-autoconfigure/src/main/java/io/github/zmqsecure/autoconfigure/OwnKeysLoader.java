// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.CurveSecretKey;
import io.github.zmqsecure.curve.KeyLifetime;
import io.github.zmqsecure.curve.KeyLocation;
import io.github.zmqsecure.curve.OwnKey;
import io.github.zmqsecure.nacl.NaclClassPath;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * Loads own key pairs and those that they replaced. Ephemeral key pairs are made once and
 * stay the same when the rest is loaded anew.
 */
class OwnKeysLoader {

	private static final String KEYS = "zmq.secure.keys.";

	private static final int MAX_PREVIOUS = 4;

	private final ZmqSecureProperties properties;

	private final Function<String, Resource> resources;

	private final CertificateNames names = new CertificateNames();

	private final Map<String, CurveKeyPair> ephemeral = new LinkedHashMap<>();

	private final NamedKeyFiles<ZmqSecureProperties.Key, OwnKey> currentFiles;

	private final NamedKeyFiles<ZmqSecureProperties.PreviousKey, OwnKey> previousFiles = new NamedKeyFiles<>(Set.of());

	/** By their properties. */
	private Map<String, OwnKey> formerPrevious = Map.of();

	OwnKeysLoader(ZmqSecureProperties properties, Function<String, Resource> resources, Set<String> needed) {
		this.properties = properties;
		this.resources = resources;
		this.currentFiles = new NamedKeyFiles<>(needed);
	}

	Map<String, List<OwnKey>> load(@Nullable Map<String, List<OwnKey>> former, List<String> problems) {
		this.properties.getKeys().forEach(this::checkPrevious);
		Map<String, OwnKey> formerCurrent = new LinkedHashMap<>();
		if (former != null) {
			former.forEach((name, keys) -> formerCurrent.put(name, keys.get(0)));
		}
		Map<String, OwnKey> current = this.currentFiles.load(this.properties.getKeys(), this::keyOf,
				(former != null) ? formerCurrent : null, problems);
		Map<String, OwnKey> previous = this.previousFiles.load(previousProperties(), this::previousOf,
				this.formerPrevious, problems);
		this.formerPrevious = previous;
		Map<String, List<OwnKey>> keys = new LinkedHashMap<>();
		current.forEach((name, key) -> {
			List<OwnKey> all = new ArrayList<>(List.of(key));
			for (int i = 0; i < MAX_PREVIOUS; i++) {
				OwnKey each = previous.get(property(name, i));
				if (each != null) {
					all.add(each);
				}
			}
			keys.put(name, all);
		});
		return keys;
	}

	/**
	 * Files of those whose time has come are not even looked for, and one that is not
	 * there yet, or no more, is none to answer to.
	 */
	private Map<String, ZmqSecureProperties.PreviousKey> previousProperties() {
		Map<String, ZmqSecureProperties.PreviousKey> properties = new LinkedHashMap<>();
		Instant now = Instant.now();
		this.properties.getKeys().forEach((name, key) -> {
			for (int i = 0; i < key.getPrevious().size(); i++) {
				ZmqSecureProperties.PreviousKey previous = key.getPrevious().get(i);
				Instant until = previous.getUntil();
				boolean answered = until == null || now.isBefore(until);
				if (previous.getLocation() == null || (answered && !isAbsent(previous.getLocation()))) {
					properties.put(property(name, i), previous);
				}
			}
		});
		return properties;
	}

	private static String nameIn(String previous) {
		return previous.substring(KEYS.length(), previous.lastIndexOf(".previous["));
	}

	/**
	 * A directory that is missing is a mistake all the same.
	 */
	private boolean isAbsent(String location) {
		try {
			return KeyLocation.isAbsent(this.resources.apply(location));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static String property(String name, int index) {
		return KEYS + name + ".previous[" + index + "]";
	}

	private OwnKey keyOf(String name, ZmqSecureProperties.Key key) {
		String property = KEYS + name;
		CurveKeysLoader.checkName(property, name);
		String location = key.getLocation();
		String secret = key.getSecretKey();
		List<String> sources = new ArrayList<>();
		CurveKeysLoader.addIf(location != null, "'location'", sources);
		CurveKeysLoader.addIf(secret != null, "'secret-key'", sources);
		CurveKeysLoader.addIf(key.isEphemeral(), "'ephemeral: true'", sources);
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
			return OwnKey.of(inlinePair(property, key.getPublicKey(), secret));
		}
		if (key.getPublicKey() != null) {
			throw new ZmqConfigurationException(property + ".public-key", key.getPublicKey(),
					"It conflicts with 'location' or 'ephemeral', which bring a public key of their own.",
					"Remove it.");
		}
		return (location != null) ? keyAt(property + ".location", name, location, null)
				: OwnKey.of(this.ephemeral.computeIfAbsent(name, (ignored) -> CurveKeyPair.generate()));
	}

	private CurveKeyPair inlinePair(String property, @Nullable String publicKey, String secretKey) {
		CurveSecretKey secret = secretKey(property + ".secret-key", secretKey);
		if (publicKey == null) {
			return CurveKeysLoader.convert(property + ".secret-key", null, () -> CurveKeyPair.of(secret));
		}
		if (publicKey.equals(secretKey)) {
			throw new ZmqConfigurationException(property + ".public-key", Redaction.REDACTED,
					"The public key is the secret key.", "Remove it, as it can be derived.");
		}
		return CurveKeysLoader.convert(property + ".public-key", publicKey,
				() -> CurveKeyPair.of(CurvePublicKey.parse(publicKey), secret));
	}

	private OwnKey keyAt(String property, String name, String location, @Nullable Instant until) {
		CurveCertificate certificate = CurveKeysLoader.convert(property, location,
				() -> CurveCertificate.read(this.resources.apply(location), this.properties.getKeyFilePermissions()));
		CurveSecretKey secret = certificate.secretKey();
		if (secret == null) {
			throw new ZmqConfigurationException(property, location, "The file has a public key but no secret key.",
					"Name the file that has both, usually ending in '.key_secret'. "
							+ "The public key of somebody else belongs under 'zmq.secure.peers'.");
		}
		this.names.check(property, name, certificate);
		return CurveKeysLoader.convert(property, location,
				() -> new OwnKey(CurveKeyPair.of(certificate.publicKey(), secret), certificate.lifetime(), until));
	}

	/**
	 * A bad file stops no start-up. A secret that is a property itself does.
	 */
	private OwnKey previousOf(String property, ZmqSecureProperties.PreviousKey previous) {
		String location = previous.getLocation();
		String secret = previous.getSecretKey();
		return (location != null) ? keyAt(property + ".location", nameIn(property), location, previous.getUntil())
				: new OwnKey(CurveKeyPair.of(secretKey(property + ".secret-key", String.valueOf(secret))),
						KeyLifetime.UNKNOWN, previous.getUntil());
	}

	private void checkPrevious(String name, ZmqSecureProperties.Key key) {
		String property = KEYS + name + ".previous";
		if (key.getPrevious().size() > MAX_PREVIOUS) {
			throw new ZmqConfigurationException(property, null,
					"There are more than " + MAX_PREVIOUS
							+ " previous keys, each of which costs a multiplication for each unauthenticated peer.",
					"Remove those that nobody uses any more.");
		}
		if (!key.getPrevious().isEmpty() && !NaclClassPath.inspect().replacement()) {
			throw new ZmqConfigurationException(property, null,
					"The original jnacl is ahead of zmq-secure-nacl on the class path, and with it a server answers to "
							+ "one key only.",
					"Exclude 'eu.neilalexander:jnacl' at the dependency that brings it.");
		}
		for (int i = 0; i < key.getPrevious().size(); i++) {
			ZmqSecureProperties.PreviousKey previous = key.getPrevious().get(i);
			if ((previous.getLocation() != null) == (previous.getSecretKey() != null)) {
				throw new ZmqConfigurationException(property + "[" + i + "]", null,
						"A previous key has exactly one of 'location' and 'secret-key', but this one has "
								+ ((previous.getLocation() != null) ? "both." : "none that has a value."),
						(previous.getLocation() != null) ? "Keep the one that is meant."
								: "Add one of them, or remove the entry.");
			}
			String secret = previous.getSecretKey();
			if (secret != null) {
				secretKey(property + "[" + i + "].secret-key", secret);
			}
		}
	}

	private static CurveSecretKey secretKey(String property, String secret) {
		return CurveKeysLoader.convert(property, null, () -> CurveSecretKey.parse(secret));
	}

}
