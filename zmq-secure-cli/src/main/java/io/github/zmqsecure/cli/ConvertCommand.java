// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.CurveCertificateWriter;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.CurveSecretKey;
import io.github.zmqsecure.curve.NewKeyFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Converts keys.
 */
@Command(name = "convert", mixinStandardHelpOptions = true, sortOptions = false,
		description = {
				"Converts a key: Z85, hexadecimal, a certificate (zpl) or a snippet for application.yml (yaml).",
				"Takes the public half, unless '--secret' asks for the secret one." },
		footerHeading = "%nExamples:%n",
		footer = { "  zmq-secure convert gateway.key --to hex",
				"  zmq-secure convert gateway.key --to yaml --name gateway",
				"  zmq-secure convert old-gateway.txt --to zpl --secret --output gateway.key_secret" })
final class ConvertCommand implements Callable<Integer> {

	@Parameters(paramLabel = "KEY-OR-FILE",
			description = "A file, '-' for the standard input, or a public key in Z85 or hexadecimal.")
	private String key = "";

	@Option(names = "--to", required = true, description = "The form: ${COMPLETION-CANDIDATES}.")
	private Form form = Form.z85;

	@Option(names = "--secret", description = "Convert the secret key. A file is then written for its owner only.")
	private boolean secret;

	@Option(names = "--name", paramLabel = "NAME",
			description = "The name in a certificate or snippet. As shipped the one in the file.")
	private @Nullable String name;

	@Option(names = { "-o", "--output" }, paramLabel = "FILE", description = "Write a file, which must not exist.")
	private @Nullable Path target;

	@Mixin
	private Output output = new Output();

	@Override
	public Integer call() throws IOException {
		char[] text = (this.secret) ? ofSecret() : ofPublic();
		try {
			Path target = this.target;
			if (target == null) {
				print(text);
				return 0;
			}
			if (this.secret) {
				NewKeyFile.createForOwner(target, CharBuffer.wrap(text));
			}
			else {
				NewKeyFile.createForEverybody(target, CharBuffer.wrap(text));
			}
			this.output.print(List.of(target.toString()), Map.of("file", target.toString()));
			return 0;
		}
		finally {
			Arrays.fill(text, '\0');
		}
	}

	private void print(char[] text) {
		String converted = String.valueOf(text).stripTrailing();
		this.output.print(converted.lines().toList(),
				Map.of("form", this.form.name(), "secret", this.secret, "converted", converted));
	}

	private char[] ofSecret() {
		CurveCertificate certificate = Keys.secretCertificate(this.key);
		CurveSecretKey secretKey = certificate.secretKey();
		if (secretKey == null) {
			throw new IllegalStateException("No secret");
		}
		CurveKeyPair pair = CurveKeyPair.of(secretKey);
		return switch (this.form) {
			case z85 -> line(secretKey.toZ85());
			case hex -> line(KeyFormat.hex(secretKey.toBytes()));
			case zpl -> CurveCertificateWriter.text(pair.publicKey(), secretKey, metadata(certificate.metadata()));
			case yaml -> KeyFormat.YAML.write(nameIn(certificate.metadata()), pair, certificate.metadata());
		};
	}

	private char[] ofPublic() {
		CurveCertificate certificate = Keys.isFile(this.key) ? Keys.certificate(this.key) : null;
		CurvePublicKey publicKey = (certificate != null) ? certificate.publicKey() : Keys.publicKey(this.key);
		Map<String, String> metadata = (certificate != null) ? certificate.metadata() : Map.of();
		String hex = HexFormat.of().formatHex(publicKey.toBytes());
		return switch (this.form) {
			case z85 -> line(publicKey.toZ85().toCharArray());
			case hex -> line(hex.toCharArray());
			case zpl -> CurveCertificateWriter.text(publicKey, null, metadata(metadata));
			case yaml -> "zmq:\n  secure:\n    peers:\n      %s:\n        public-key: \"%s\"\n"
				.formatted(KeyFormat.mapKey(nameIn(metadata)), hex)
				.toCharArray();
		};
	}

	private Map<String, String> metadata(Map<String, String> metadata) {
		Map<String, String> result = new LinkedHashMap<>(metadata);
		if (this.name != null) {
			result.put("name", this.name);
		}
		return result;
	}

	private String nameIn(Map<String, String> metadata) {
		String name = metadata(metadata).getOrDefault("name", "");
		if (name.isBlank()) {
			throw new IllegalArgumentException("The key has no name; add '--name NAME'");
		}
		KeygenCommand.check(name);
		return name;
	}

	private static char[] line(char[] text) {
		char[] line = Arrays.copyOf(text, text.length + 1);
		line[text.length] = '\n';
		Arrays.fill(text, '\0');
		return line;
	}

	/**
	 * The forms, named as they are written.
	 */
	enum Form {

		z85, hex, zpl, yaml;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
