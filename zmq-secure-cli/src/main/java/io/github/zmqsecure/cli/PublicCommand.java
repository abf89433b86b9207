// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.CurveCertificateWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Derives the public key of a secret one.
 */
@Command(name = "public", mixinStandardHelpOptions = true,
		description = "Prints the public key that goes with a secret key, or writes its certificate.",
		footerHeading = "%nExamples:%n",
		footer = { "  zmq-secure public gateway.key_secret",
				"  zmq-secure public gateway.key_secret --output gateway.key",
				"  echo \"$GATEWAY_SECRET_KEY\" | zmq-secure public -" })
final class PublicCommand implements Callable<Integer> {

	@Parameters(paramLabel = "FILE", description = "A file with a secret key, or '-' for the standard input.")
	private String file = "";

	@Option(names = { "-o", "--output" }, paramLabel = "FILE", description = "Write a certificate with its metadata.")
	private @Nullable Path target;

	@Mixin
	private Output output = new Output();

	@Override
	public Integer call() throws IOException {
		CurveCertificate certificate = Keys.secretCertificate(this.file);
		Map<String, Object> object = new LinkedHashMap<>();
		object.put("publicKey", certificate.publicKey().toZ85());
		object.put("fingerprint", certificate.publicKey().fingerprint());
		object.put("metadata", certificate.metadata());
		Path target = this.target;
		if (target != null) {
			CurveCertificateWriter.writePublic(target, certificate.publicKey(), certificate.metadata());
			object.put("publicFile", target.toString());
		}
		this.output.print(List.of((target != null) ? target + "  " + certificate.publicKey().fingerprint()
				: certificate.publicKey().toZ85()), object);
		return 0;
	}

}
