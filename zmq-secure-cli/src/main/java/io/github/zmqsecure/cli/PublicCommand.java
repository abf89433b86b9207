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
