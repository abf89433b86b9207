// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * A directory of certificate files in which every {@code *.key} file is a peer, named by
 * its metadata {@code name} or else by its file name without {@code .key}. Files that
 * begin with a dot, and all others, {@code *.key_secret} among them, are ignored. A
 * directory or pipe of that name is a bad file.
 * <p>
 * Each file is looked at for itself: a bad one costs its own peer and no other, and a
 * file that is gone takes its peer along whatever else is wrong. What was good and is bad
 * now, such as a file that is being written, counts for two more seconds. Not
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class PeerDirectory {

	private static final Comparator<PeerKey> NEWEST_FIRST = Comparator.comparing((key) -> key.lifetime().created(),
			Comparator.nullsLast(Comparator.reverseOrder()));

	private final Resource directory;

	private final KeyFilePolicy policy;

	private final Duration grace;

	private Map<Path, PeerFile> files = Map.of();

	/**
	 * Create for a directory that is not read yet.
	 * @param directory the directory, in the file system
	 */
	public PeerDirectory(Resource directory) {
		this(directory, KeyFilePolicy.WARN);
	}

	/**
	 * Create for a directory that is not read yet.
	 * @param directory the directory, in the file system
	 * @param policy what it means that others can change it or a file in it
	 */
	public PeerDirectory(Resource directory, KeyFilePolicy policy) {
		this(directory, policy, Duration.ofSeconds(2));
	}

	PeerDirectory(Resource directory, KeyFilePolicy policy, Duration grace) {
		this.directory = directory;
		this.policy = policy;
		this.grace = grace;
	}

	/**
	 * Read all peers as they are now. Files whose metadata say the very same {@code name}
	 * hold the keys of one peer, the newest of which was {@code created} last. Of other
	 * files with one name, whatever its case and dashes, or one key the one that was
	 * there before counts, or else the first in the order of their names.
	 * @param problems gets what is wrong with a file, naming the file and the action
	 * @return the keys by name, in the order of the file names, the newest first
	 * @throws UnreadableCertificateException if the directory can't be read, or others
	 * can change it and that is refused
	 */
	public Map<String, List<PeerKey>> read(Consumer<String> problems) {
		Map<Path, PeerFile> read = new TreeMap<>();
		KeyFileList list = list();
		if (!list.complete()) {
			problems.accept(
					"The peer directory %s has more than %d key files, of which those count that did before, and then the first by name; remove some"
						.formatted(this.directory.getDescription(), KeyFileList.MAX_FILES));
		}
		for (Path path : list.paths()) {
			PeerFile file = read(path, problems);
			if (file != null) {
				read.put(path, file);
			}
		}
		this.files = distinct(read, problems);
		return toPeers();
	}

	/**
	 * Return the peers while the directory can't be read: as they were before, for two
	 * more seconds.
	 * @return the keys by name, the newest first
	 */
	public Map<String, List<PeerKey>> whileUnreadable() {
		Map<Path, PeerFile> remaining = new TreeMap<>();
		this.files.forEach((path, file) -> {
			PeerFile bad = file.whileBad(this.grace);
			if (bad != null) {
				remaining.put(path, bad);
			}
		});
		this.files = remaining;
		return toPeers();
	}

	private Map<String, List<PeerKey>> toPeers() {
		Map<String, List<PeerKey>> peers = new LinkedHashMap<>();
		this.files.values()
			.forEach((file) -> peers.computeIfAbsent(file.name, (name) -> new ArrayList<>()).add(file.key));
		peers.values().forEach((keys) -> keys.sort(NEWEST_FIRST));
		return peers;
	}

	/**
	 * Return the files of a directory that are certificates of peers. A pipe in its place
	 * is not opened, which would not return.
	 * @param directory the directory
	 * @return the files, sorted, the first 10,000 by name
	 * @throws IOException if it can't be listed, or does not answer
	 */
	public static List<Path> listKeyFiles(Path directory) throws IOException {
		return KeyFiles.look(directory, () -> KeyFileList.of(directory).paths());
	}

	private KeyFileList list() {
		try {
			Path path = this.directory.getFile().toPath();
			Set<Path> known = this.files.keySet();
			return KeyFiles.look(path, () -> {
				KeyFileList files = KeyFileList.of(path, known);
				KeyFilePermissions.checkWritableByOthers(path, this.policy);
				return files;
			});
		}
		catch (IOException ex) {
			throw new UnreadableCertificateException(
					"The peer directory %s is no readable directory (%s); make one, or name another that the user of this application may read"
						.formatted(this.directory.getDescription(), ex.getClass().getSimpleName()),
					ex);
		}
	}

	private @Nullable PeerFile read(Path path, Consumer<String> problems) {
		try {
			CurveCertificate certificate = CurveCertificate.readPublic(new FileSystemResource(path), this.policy);
			String name = nameOf(path, certificate);
			String problem = KeyName.problemOf(name);
			if (problem != null) {
				throw new UnreadableCertificateException(
						"The name of the peer in %s %s; rename the file, or give it another 'name' under 'metadata'"
							.formatted(path, problem));
			}
			return new PeerFile(name, isNamed(certificate),
					new PeerKey(certificate.publicKey(), certificate.lifetime()), 0);
		}
		catch (UnreadableCertificateException ex) {
			problems.accept(ex.getMessage());
			PeerFile former = this.files.get(path);
			return (former != null && !isGone(ex)) ? former.whileBad(this.grace) : null;
		}
	}

	private static boolean isGone(UnreadableCertificateException ex) {
		return ex.getCause() instanceof NoSuchFileException;
	}

	private Map<Path, PeerFile> distinct(Map<Path, PeerFile> read, Consumer<String> problems) {
		Map<String, Map.Entry<Path, PeerFile>> names = new HashMap<>();
		Map<CurvePublicKey, Path> keys = new HashMap<>();
		List<Map.Entry<Path, PeerFile>> order = new ArrayList<>(read.entrySet());
		order.sort(Comparator.comparing((entry) -> !entry.getValue().isSame(this.files.get(entry.getKey()))));
		Map<Path, PeerFile> distinct = new TreeMap<>();
		order.forEach((entry) -> {
			Path path = entry.getKey();
			PeerFile file = entry.getValue();
			Map.Entry<Path, PeerFile> alike = names.get(KeyName.uniform(file.name));
			Path other = (alike != null && !file.isOfSamePeer(alike.getValue())) ? alike.getKey()
					: keys.get(file.key.publicKey());
			if (other != null) {
				problems
					.accept("The peer certificate %s has the same name (but for case and dashes) or key as %s, which "
						.formatted(path, other)
							+ "counts; rename or remove one of them, or have both say the same 'name' under 'metadata' if they are two keys of one peer");
			}
			else {
				names.putIfAbsent(KeyName.uniform(file.name), entry);
				keys.put(file.key.publicKey(), path);
				distinct.put(path, file);
			}
		});
		return distinct;
	}

	private static boolean isNamed(CurveCertificate certificate) {
		return !certificate.metadata().getOrDefault("name", "").isBlank();
	}

	private static String nameOf(Path file, CurveCertificate certificate) {
		if (isNamed(certificate)) {
			return certificate.metadata().getOrDefault("name", "");
		}
		String fileName = file.getFileName().toString();
		return fileName.substring(0, fileName.length() - KeyFileList.SUFFIX.length());
	}

	/**
	 * What a file held when it was good.
	 *
	 * @param name the name of the peer
	 * @param named whether its metadata say that name
	 * @param key its key
	 * @param badSince since when the file is bad, zero if it is good
	 */
	private record PeerFile(String name, boolean named, PeerKey key, long badSince) {

		boolean isSame(@Nullable PeerFile other) {
			return other != null && this.name.equals(other.name) && this.key.publicKey().equals(other.key.publicKey());
		}

		boolean isOfSamePeer(PeerFile other) {
			return this.named && other.named && this.name.equals(other.name);
		}

		@Nullable PeerFile whileBad(Duration grace) {
			long now = System.nanoTime();
			if (this.badSince == 0) {
				return new PeerFile(this.name, this.named, this.key, now);
			}
			return (now - this.badSince < grace.toNanos()) ? this : null;
		}

	}

}
