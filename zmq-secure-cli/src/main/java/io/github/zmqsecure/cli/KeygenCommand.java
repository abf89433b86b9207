// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.curve.CurveCertificateWriter;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.KeyName;
import io.github.zmqsecure.curve.NewKeyFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Makes key pairs.
 */
@Command(name = "keygen", mixinStandardHelpOptions = true, sortOptions = false,
		description = { "Makes key pairs: NAME.key (644) to hand over, and a file with the secret (600).",
				"Never overwrites a file, and never prints a secret unless '--print' asks for it." },
		footerHeading = "%nExamples:%n",
		footer = { "  zmq-secure keygen orders-service gateway --directory keys --expires 90d",
				"  zmq-secure keygen gateway --format env --meta owner=payments",
				"  zmq-secure keygen gateway --format k8s-secret --print | kubectl apply -f -",
				"  zmq-secure keygen --fleet fleet.yml --directory fleet" })
final class KeygenCommand implements Callable<Integer> {

	@ArgGroup(multiplicity = "1")
	private What what = new What();

	@Option(names = { "-d", "--directory" }, paramLabel = "DIRECTORY", defaultValue = ".",
			description = "Where to write; created where missing. As shipped here.")
	private Path directory = Path.of(".");

	@Option(names = "--format", paramLabel = "FORMAT", converter = KeyFormatConverter.class,
			description = "How to write the secret: certificate (as shipped), yaml, env, k8s-secret or json.")
	private KeyFormat format = KeyFormat.CERTIFICATE;

	@Option(names = "--print", description = "Print the secret instead of writing a file with it.")
	private boolean print;

	@Spec
	private CommandSpec command = CommandSpec.create();

	@Mixin
	private KeyMetadata metadata = new KeyMetadata();

	@Mixin
	private Output output = new Output();

	@Override
	public Integer call() throws IOException {
		Path fleet = this.what.fleet;
		if (fleet != null) {
			for (String option : List.of("--format", "--print")) {
				if (this.command.commandLine().getParseResult().hasMatchedOption(option)) {
					throw new ParameterException(this.command.commandLine(),
							"'--fleet' and '%s' are mutually exclusive: a fleet gets certificates".formatted(option));
				}
			}
			new FleetWriter(Fleet.read(fleet), this.directory, this.metadata).write(this.output);
			return 0;
		}
		check(this.what.names);
		Map<String, Map<String, String>> certificates = new LinkedHashMap<>();
		for (String name : this.what.names) {
			certificates.put(name, this.metadata.of(name));
			if (!this.print) {
				checkNew(this.directory.resolve(name + ".key"));
				checkNew(this.directory.resolve(name + this.format.suffix()));
			}
		}
		List<String> words = new ArrayList<>();
		List<Map<String, Object>> made = new ArrayList<>();
		for (Map.Entry<String, Map<String, String>> each : certificates.entrySet()) {
			make(each.getKey(), each.getValue(), words, made);
		}
		if (!this.print) {
			this.output.print(words, Map.of("keys", made));
		}
		return 0;
	}

	private void make(String name, Map<String, String> certificate, List<String> words, List<Map<String, Object>> made)
			throws IOException {
		CurveKeyPair pair = CurveKeyPair.generate();
		char[] text = this.format.write(name, pair, certificate);
		try {
			if (this.print) {
				this.output.printRaw(text);
				return;
			}
			NewKeyFile.createDirectories(this.directory);
			Path secretFile = this.directory.resolve(name + this.format.suffix());
			Path publicFile = this.directory.resolve(name + ".key");
			NewKeyFile.createForOwner(secretFile, CharBuffer.wrap(text));
			CurveCertificateWriter.writePublic(publicFile, pair.publicKey(), certificate);
			words.add(name + "  " + pair.publicKey().fingerprint());
			words.add("  keep      " + secretFile);
			words.add("  hand over " + publicFile);
			Map<String, Object> object = new LinkedHashMap<>();
			object.put("name", name);
			object.put("fingerprint", pair.publicKey().fingerprint());
			object.put("publicKey", pair.publicKey().toZ85());
			object.put("metadata", certificate);
			object.put("secretFile", secretFile.toString());
			object.put("publicFile", publicFile.toString());
			made.add(object);
		}
		finally {
			Arrays.fill(text, '\0');
		}
	}

	/**
	 * Before anything is made, so that a fault in the last name leaves nothing behind.
	 */
	private static void checkNew(Path file) throws FileAlreadyExistsException {
		if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
			throw new FileAlreadyExistsException(file.toString());
		}
	}

	/**
	 * Check names of one application or fleet.
	 * @param names the names
	 * @throws ZmqSecureException if there is one that no key may have, or two that would
	 * be taken for one
	 */
	static void check(Collection<String> names) {
		Map<String, String> uniform = new HashMap<>();
		names.forEach((name) -> {
			check(name);
			String other = uniform.put(KeyName.uniform(name), name);
			if (other != null) {
				throw new ZmqSecureException((other.equals(name)) ? "The name '%s' is there twice".formatted(name)
						: "The names '%s' and '%s' differ in case and dashes only, so that one would be taken for the other"
							.formatted(other, name));
			}
		});
	}

	static void check(String name) {
		if (KeyRedaction.holdsKey(name)) {
			throw new ZmqSecureException("A name looks like a key; a name is short, and a key is made for it");
		}
		String problem = KeyName.problemOf(name);
		if (problem != null || name.contains(":")) {
			throw new ZmqSecureException("The name '%s' %s".formatted(name,
					(problem != null) ? problem : "has a ':', which no file name should have"));
		}
	}

	private static final class What {

		@Parameters(paramLabel = "NAME", arity = "1..*", description = "The names of the pairs.")
		private List<String> names = List.of();

		@Option(names = "--fleet", paramLabel = "FILE",
				description = "Make all pairs of a fleet: a file that says who talks to whom.")
		private @Nullable Path fleet;

	}

}
