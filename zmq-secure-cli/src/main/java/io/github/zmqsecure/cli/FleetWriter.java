// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.zmqsecure.curve.CurveCertificateWriter;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.NewKeyFile;
import io.github.zmqsecure.endpoint.Endpoint;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;

/**
 * Writes a folder for each service of a fleet, with exactly the files that it needs: its
 * own secret, the public keys of those it talks to in a directory of peers, and its
 * {@code application-zmq.yml}, by which all of them rotate without a restart.
 */
final class FleetWriter {

	private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

	private final Fleet fleet;

	private final Path directory;

	private final KeyMetadata metadata;

	FleetWriter(Fleet fleet, Path directory, KeyMetadata metadata) {
		this.fleet = fleet;
		this.directory = directory;
		this.metadata = metadata;
	}

	/**
	 * Write all folders.
	 * @param output gets what was made
	 * @throws FileAlreadyExistsException if there is a folder of one of the services;
	 * nothing is written then
	 * @throws IOException if a file can't be written
	 */
	void write(Output output) throws IOException {
		for (String service : this.fleet.services().keySet()) {
			if (Files.exists(this.directory.resolve(service))) {
				throw new FileAlreadyExistsException(this.directory.resolve(service).toString());
			}
		}
		Map<String, CurveKeyPair> pairs = new LinkedHashMap<>();
		Map<String, Map<String, String>> certificates = new LinkedHashMap<>();
		this.fleet.services().keySet().forEach((service) -> {
			pairs.put(service, CurveKeyPair.generate());
			certificates.put(service, this.metadata.of(service));
		});
		for (String service : certificates.keySet()) {
			checkWritable(pair(pairs, service), certificates.getOrDefault(service, Map.of()));
		}
		List<String> words = new ArrayList<>();
		List<Map<String, Object>> objects = new ArrayList<>();
		for (String service : this.fleet.services().keySet()) {
			Path folder = this.directory.resolve(service);
			NewKeyFile.createDirectories(folder);
			List<Path> files = new ArrayList<>();
			files.add(folder.resolve(service + ".key_secret"));
			CurveCertificateWriter.writeSecret(files.get(0), pair(pairs, service),
					certificates.getOrDefault(service, Map.of()));
			for (String peer : peersOf(service)) {
				Path file = folder.resolve("peers").resolve(peer + ".key");
				NewKeyFile.createDirectories(folder.resolve("peers"));
				CurveCertificateWriter.writePublic(file, pair(pairs, peer).publicKey(),
						certificates.getOrDefault(peer, Map.of()));
				files.add(file);
			}
			Path snippet = folder.resolve("application-zmq.yml");
			NewKeyFile.createForEverybody(snippet, snippet(service, folder));
			files.add(snippet);
			String fingerprint = pair(pairs, service).publicKey().fingerprint();
			words.add(service + "  " + fingerprint);
			files.forEach((file) -> words.add("  " + file));
			Map<String, Object> object = new LinkedHashMap<>();
			object.put("service", service);
			object.put("fingerprint", fingerprint);
			object.put("peers", peersOf(service));
			object.put("files", files.stream().map(Path::toString).toList());
			objects.add(object);
		}
		output.print(words, Map.of("services", objects));
	}

	/**
	 * Before there is a folder, so that a fault leaves none behind.
	 */
	private static void checkWritable(CurveKeyPair pair, Map<String, String> metadata) {
		CurveCertificateWriter.text(pair.publicKey(), null, metadata);
	}

	private static CurveKeyPair pair(Map<String, CurveKeyPair> pairs, String service) {
		CurveKeyPair pair = pairs.get(service);
		if (pair == null) {
			throw new IllegalStateException("No pair of " + service);
		}
		return pair;
	}

	private Set<String> peersOf(String service) {
		Set<String> peers = new TreeSet<>();
		socketsOf(service).forEach((name, socket) -> {
			FleetSocket.Target target = socket.connectTo();
			if (target != null) {
				peers.add(target.service());
			}
			else {
				peers.addAll(this.fleet.clientsOf(service, name));
			}
		});
		peers.remove(service);
		return peers;
	}

	private Map<String, FleetSocket> socketsOf(String service) {
		return this.fleet.services().getOrDefault(service, Map.of());
	}

	private boolean isServer(String service) {
		return socketsOf(service).values().stream().anyMatch((socket) -> socket.connectTo() == null);
	}

	private String snippet(String service, Path folder) {
		String keys = "file:${ZMQ_KEYS_DIRECTORY:" + folder.toAbsolutePath().normalize() + "}/";
		Map<String, Object> secure = new LinkedHashMap<>();
		Map<String, Object> key = new LinkedHashMap<>();
		key.put("location", keys + service + ".key_secret");
		if (isServer(service)) {
			key.put("previous", List.of(Map.of("location", keys + service + "-previous.key_secret")));
		}
		secure.put("keys", Map.of(service, key));
		if (!peersOf(service).isEmpty()) {
			secure.put("peer-directory", keys + "peers/");
		}
		List<String> wide = wideBinds(service);
		if (!wide.isEmpty()) {
			secure.put("bind-allowlist", wide);
		}
		Map<String, Object> sockets = new LinkedHashMap<>();
		socketsOf(service).forEach((name, socket) -> sockets.put(name, socket(service, name, socket)));
		secure.put("sockets", sockets);
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(FlowStyle.BLOCK);
		options.setWidth(500);
		return comment(service) + new Yaml(options).dump(Map.of("zmq", Map.of("secure", secure)));
	}

	private String comment(String service) {
		return "# Made by zmq-secure keygen --fleet. ZMQ_KEYS_DIRECTORY says where this folder is, if not where it was made.\n"
				+ "# Every *.key file in peers/ is a key of the peer whose name it says.\n"
				+ (isServer(service)
						? "# A secret that was replaced is answered to as long as it is there under 'previous'.\n"
						: "");
	}

	private Map<String, Object> socket(String service, String name, FleetSocket socket) {
		Map<String, Object> properties = new LinkedHashMap<>(socket.rest());
		FleetSocket.Target target = socket.connectTo();
		properties.put("key", service);
		if (target == null) {
			properties.put("bind", new ArrayList<>(socket.bind()));
			properties.put("clients", new ArrayList<>(this.fleet.clientsOf(service, name)));
		}
		else {
			FleetSocket server = this.fleet.find(target);
			properties.put("connect", new ArrayList<>((server != null) ? server.address() : List.of()));
			properties.put("server", target.service());
		}
		return properties;
	}

	/**
	 * Only loopback may be bound as shipped.
	 */
	private List<String> wideBinds(String service) {
		List<String> all = socketsOf(service).values().stream().flatMap((socket) -> socket.bind().stream()).toList();
		boolean wide = all.stream().anyMatch((bind) -> !LOOPBACK.contains(Endpoint.parse(bind).host()));
		return (wide) ? all.stream().distinct().map(FleetWriter::entry).toList() : List.of();
	}

	private static String entry(String bind) {
		Endpoint endpoint = Endpoint.parse(bind);
		return "tcp://" + (endpoint.isWildcardHost() ? "*" : endpoint.host()) + ":"
				+ (endpoint.isEphemeralPort() ? "*" : String.valueOf(endpoint.port()));
	}

}
