// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.CurveCertificateWriter;
import io.github.zmqsecure.curve.CurveKeyPair;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Makes the next pair of a name.
 */
@Command(name = "rotate", mixinStandardHelpOptions = true, sortOptions = false,
		description = { "Writes the next key pair beside the one there is, and says step by step what to hand to whom",
				"and when the old one may go. Leaves the old files as they are." },
		footerHeading = "%nExamples:%n",
		footer = { "  zmq-secure rotate keys/gateway.key_secret --role client --expires 90d",
				"  zmq-secure rotate keys/orders-service.key_secret --role server" })
final class RotateCommand implements Callable<Integer> {

	private static final String SUFFIX = ".key_secret";

	@Parameters(paramLabel = "FILE", description = "The certificate with the secret that is to be replaced.")
	private Path file = Path.of("");

	@Option(names = "--role", required = true, description = "Whose key it is: ${COMPLETION-CANDIDATES}.")
	private Role role = Role.client;

	@Option(names = "--name", paramLabel = "NAME",
			description = "The name that others know the key by, for a certificate that does not say it.")
	private @Nullable String name;

	@Spec
	private CommandSpec command = CommandSpec.create();

	@Mixin
	private KeyMetadata metadata = new KeyMetadata();

	@Mixin
	private Output output = new Output();

	@Override
	public Integer call() throws IOException {
		CurveCertificate old = Keys.secretCertificate(this.file.toString());
		String fileName = String.valueOf(this.file.getFileName());
		String base = fileName.endsWith(SUFFIX) ? fileName.substring(0, fileName.length() - SUFFIX.length()) : fileName;
		String name = nameOf(old);
		Map<String, String> certificate = new LinkedHashMap<>(old.metadata());
		certificate.remove("expires");
		certificate.putAll(this.metadata.of(name));
		certificate.put("replaces", old.publicKey().fingerprint());
		String next = nextName(base);
		CurveKeyPair pair = CurveKeyPair.generate();
		Path secretFile = this.file.toAbsolutePath().resolveSibling(next + SUFFIX);
		Path publicFile = secretFile.resolveSibling(next + ".key");
		CurveCertificateWriter.writePair(directoryOf(secretFile), next, pair, certificate);
		List<String> steps = new ArrayList<>();
		if (old.metadata().getOrDefault("name", "").isBlank()) {
			steps.add(
					"The old certificate says no name. Where it is in a 'peer-directory', put what 'zmq-secure convert OLD.key --to zpl --name %s' prints in its place, since two files are keys of one peer only if both say its name."
						.formatted(name));
		}
		steps.addAll((this.role == Role.client) ? clientSteps(name, old, pair, secretFile, publicFile)
				: serverSteps(name, old, pair, secretFile, publicFile));
		List<String> words = new ArrayList<>();
		words.add("old  " + old.publicKey().fingerprint() + "  " + this.file);
		words.add("new  " + pair.publicKey().fingerprint() + "  " + secretFile);
		for (int i = 0; i < steps.size(); i++) {
			words.add((i + 1) + ". " + steps.get(i));
		}
		Map<String, Object> object = new LinkedHashMap<>();
		object.put("name", name);
		object.put("oldFingerprint", old.publicKey().fingerprint());
		object.put("newFingerprint", pair.publicKey().fingerprint());
		object.put("secretFile", secretFile.toString());
		object.put("publicFile", publicFile.toString());
		object.put("steps", steps);
		this.output.print(words, object);
		return 0;
	}

	/**
	 * The name of the file may be that of the machine only.
	 */
	private String nameOf(CurveCertificate old) {
		String said = old.metadata().getOrDefault("name", "");
		String name = (said.isBlank()) ? this.name : said;
		if (name == null) {
			throw new ParameterException(this.command.commandLine(),
					"The certificate says no name; add '--name NAME' with the one that others know the key by");
		}
		if (this.name != null && !this.name.equals(name)) {
			throw new ParameterException(this.command.commandLine(),
					"The certificate says the name '%s'; leave out '--name', or name another file".formatted(name));
		}
		KeygenCommand.check(name);
		return name;
	}

	/**
	 * Named by the date, and by a number where a key of today is to be replaced today,
	 * such as one that was stolen.
	 */
	private String nextName(String base) {
		String dated = base.replaceAll("-\\d{4}-\\d{2}-\\d{2}(-\\d+)?$", "") + "-" + LocalDate.now(ZoneOffset.UTC);
		String name = dated;
		for (int number = 2; exists(name + SUFFIX) || exists(name + ".key"); number++) {
			name = dated + "-" + number;
		}
		return name;
	}

	private boolean exists(String fileName) {
		return Files.exists(this.file.toAbsolutePath().resolveSibling(fileName));
	}

	private static Path directoryOf(Path file) {
		Path directory = file.getParent();
		return (directory != null) ? directory : Path.of("");
	}

	private static List<String> clientSteps(String name, CurveCertificate old, CurveKeyPair pair, Path secretFile,
			Path publicFile) {
		return List.of(
				"Hand %s to whoever runs the servers that let '%s' in, and compare the fingerprint %s by another channel."
					.formatted(publicFile, name, pair.publicKey().fingerprint()),
				"On each of these servers add it as a second key of the peer '%s': put the file into their 'peer-directory' (peers/ in a folder of 'keygen --fleet') beside the old one, since both say that name, or list both keys under 'zmq.secure.peers.%s.public-keys'. Nobody is disconnected."
					.formatted(name, name),
				"Try it from the client's machine: zmq-secure probe ENDPOINT --server-key SERVER.key --key %s"
					.formatted(secretFile),
				"Move %s over the file that 'zmq.secure.keys.%s.location' of the client names. It is used from the next connection on; what is connected stays so."
					.formatted(secretFile, name),
				"When /actuator/zmqkeys of the client shows the new key, remove %s from the servers, in a 'peer-directory' its file. What is still connected with it is closed at once, and is back with the new key; requests under way fail, or are sent again if they are idempotent. Restart the client before, if not even those may fail."
					.formatted(old.publicKey().fingerprint()),
				"Destroy the old secret.");
	}

	private static List<String> serverSteps(String name, CurveCertificate old, CurveKeyPair pair, Path secretFile,
			Path publicFile) {
		return List.of(
				"Hand %s to whoever runs the clients of '%s', and compare the fingerprint %s by another channel."
					.formatted(publicFile, name, pair.publicKey().fingerprint()),
				"Copy the old secret to the file that an entry under 'zmq.secure.keys.%s.previous' of the server names (%s-previous.key_secret in a folder of 'keygen --fleet'), then move %s over the one that 'location' names. Both keys are answered to; connections that are open stay open."
					.formatted(name, name, secretFile),
				"Put the new public key's file into the 'peer-directory' of each client (peers/ in a folder of 'keygen --fleet') beside the old one, or the key first under 'zmq.secure.peers.%s.public-keys', before the old one."
					.formatted(name),
				"Try it from each client's machine: zmq-secure probe ENDPOINT --server-key %s --key CLIENT.key_secret"
					.formatted(publicFile),
				"When /actuator/zmqkeys of the server shows no connection with %s and its 'lastUsed' stands still, delete the file under 'previous', and that key from the clients. The old secret is destroyed with it."
					.formatted(old.publicKey().fingerprint()));
	}

	/**
	 * Whose key it is, as it is written.
	 */
	enum Role {

		client, server

	}

}
