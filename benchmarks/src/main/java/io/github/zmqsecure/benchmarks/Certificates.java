// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

import javax.security.auth.x500.X500Principal;

import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Certificates for mutual TLS, made for one run: the two sides trust each other's and no
 * others.
 */
final class Certificates {

	private Certificates() {
	}

	static void write(Path directory) throws IOException {
		try {
			write(directory, "server");
			write(directory, "client");
		}
		catch (GeneralSecurityException | OperatorCreationException ex) {
			throw new IllegalStateException("Certificates can't be made", ex);
		}
	}

	/**
	 * Return the properties of an SSL bundle.
	 * @param directory the directory of the files
	 * @param own the name of the bundle and of the files of its key
	 * @param other the name of the trusted file
	 * @return the properties
	 */
	static Map<String, Object> bundle(String directory, String own, String other) {
		String prefix = "spring.ssl.bundle.pem." + own + ".";
		return new HashMap<>(Map.of(prefix + "keystore.certificate", "file:" + directory + "/" + own + ".crt",
				prefix + "keystore.private-key", "file:" + directory + "/" + own + ".key",
				prefix + "truststore.certificate", "file:" + directory + "/" + other + ".crt"));
	}

	private static void write(Path directory, String name)
			throws IOException, GeneralSecurityException, OperatorCreationException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec("secp256r1"));
		KeyPair keys = generator.generateKeyPair();
		Files.writeString(directory.resolve(name + ".crt"), pem(certificate(name, keys)));
		Files.writeString(directory.resolve(name + ".key"), pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
	}

	private static X509Certificate certificate(String name, KeyPair keys)
			throws IOException, GeneralSecurityException, OperatorCreationException {
		X500Principal subject = new X500Principal("CN=" + name);
		Instant now = Instant.now();
		JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(subject,
				BigInteger.valueOf(now.toEpochMilli()), Date.from(now.minus(Duration.ofHours(1))),
				Date.from(now.plus(Duration.ofDays(1))), subject, keys.getPublic());
		builder.addExtension(Extension.subjectAlternativeName, false,
				new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
		return new JcaX509CertificateConverter()
			.getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
	}

	private static String pem(Object object) throws IOException {
		StringWriter text = new StringWriter();
		try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
			writer.writeObject(object);
		}
		return text.toString();
	}

}
