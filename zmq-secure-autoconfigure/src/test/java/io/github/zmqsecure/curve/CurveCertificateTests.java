// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.support.PythonPeer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZCert;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CurveCertificate}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CurveCertificateTests {

	private static final String PUBLIC = CurvePublicKeyTests.Z85;

	private static final String SECRET = CurveSecretKeyTests.Z85;

	private static final String CZMQ = """
			#   ****  Generated on 2026-11-23 19:05:59 by CZMQ  ****
			#   ZeroMQ CURVE **Secret** Certificate
			#   DO NOT PROVIDE THIS FILE TO OTHER USERS nor change its permissions.

			metadata
			    name = "John Doe"
			    email = "john@example.org"
			curve
			    public-key = "%s"
			    secret-key = "%s"
			""".formatted(PUBLIC, SECRET);

	@TempDir
	Path directory;

	@Test
	void readsTheLayoutOfCzmq() {
		CurveCertificate certificate = read(CZMQ);
		assertPair(certificate);
		assertThat(certificate.metadata()).containsExactly(Map.entry("name", "John Doe"),
				Map.entry("email", "john@example.org"));
		assertThat(certificate).hasToString(CurvePublicKeyTests.FINGERPRINT);
	}

	@Test
	void readsPublicCertificates() {
		CurveCertificate certificate = read("curve\n    public-key = \"%s\"\n".formatted(PUBLIC));
		assertThat(certificate.publicKey().toZ85()).isEqualTo(PUBLIC);
		assertThat(certificate.secretKey()).isNull();
		assertThat(certificate.metadata()).isEmpty();
		assertThat(certificate.isSecretReadableByOthers()).isFalse();
	}

	@Test
	void derivesAMissingPublicKey() {
		assertPair(read("curve\n    secret-key = \"%s\"\n".formatted(SECRET)));
	}

	@Test
	void readsCarriageReturnsCommentsApostrophesHexAndAByteOrderMark() {
		String text = "\uFEFF# x\r\n\r\n  # indented anyhow\r\ncurve # why not\r\n    public-key='%s' # c\r\n"
				+ "    secret-key =   %s#c\r\nother\r\n    deep\r\n        er = 1";
		assertPair(read(text.formatted(PUBLIC, CurveSecretKeyTests.HEX)));
		assertPair(read(text.formatted(PUBLIC, CurveSecretKeyTests.HEX.toUpperCase(Locale.ROOT))));
	}

	@Test
	void readsWhatJeroMqWrites() throws IOException {
		ZCert written = new ZCert();
		written.setMeta("name", "billing");
		Path publicFile = this.directory.resolve("billing.key");
		Path secretFile = this.directory.resolve("billing.key_secret");
		written.savePublic(publicFile.toString());
		written.saveSecret(secretFile.toString());
		CurveCertificate publicCertificate = CurveCertificate.read(new FileSystemResource(publicFile));
		CurveCertificate secretCertificate = CurveCertificate.read(new FileSystemResource(secretFile));
		assertThat(publicCertificate.publicKey().toBytes()).isEqualTo(written.getPublicKey());
		assertThat(publicCertificate.secretKey()).isNull();
		assertThat(secretBytes(secretCertificate)).isEqualTo(written.getSecretKey());
		assertThat(publicCertificate.metadata()).containsEntry("name", "billing");
		assertThat(secretCertificate.metadata()).containsEntry("name", "billing");
	}

	@Test
	void warnsOfASecretThatOthersCanChange(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("changeable.key_secret"), CZMQ);
		setPermissions(file, "rw--w----");
		CurveCertificate.read(new FileSystemResource(file));
		assertThat(output).contains("changeable.key_secret can be changed by others");
		assertThatExceptionOfType(UnreadableCertificateException.class)
			.isThrownBy(() -> CurveCertificate.read(new FileSystemResource(file), KeyFilePolicy.ENFORCE))
			.withMessageContaining("chmod go-w");
	}

	@Test
	void readsNoPeerThatOthersCanChangeWhereThatIsEnforced(CapturedOutput output) throws IOException {
		Path peers = Files.createDirectory(this.directory.resolve("peers"));
		Path file = Files.writeString(peers.resolve("open.key"), "curve\n    public-key = \"%s\"\n".formatted(PUBLIC));
		CurvePublicKey good = CurveKeyPair.generate().publicKey();
		Files.writeString(peers.resolve("good.key"), good.toZ85());
		setPermissions(file, "rw-rw-rw-");
		List<String> problems = new ArrayList<>();
		PeerDirectory directory = new PeerDirectory(new FileSystemResource(peers), KeyFilePolicy.ENFORCE);
		assertThat(directory.read(problems::add)).isEqualTo(Map.of("good", List.of(PeerKey.of(good))));
		assertThat(problems).singleElement().asString().contains("open.key can be changed by others");
		setPermissions(peers, "rwxrwxrwx");
		assertThatExceptionOfType(UnreadableCertificateException.class).isThrownBy(() -> directory.read(problems::add))
			.withMessageContaining("chmod go-w");
		assertThat(new PeerDirectory(new FileSystemResource(peers), KeyFilePolicy.IGNORE).read(problems::add))
			.hasSize(2);
		assertThat(output).doesNotContain("can be changed");
	}

	@Test
	void takesAFileInADirectoryWhereNobodyReplacesTheFilesOfOthers() throws IOException {
		Path sticky = Files.createDirectory(this.directory.resolve("sticky"));
		Path file = Files.writeString(sticky.resolve("peer.key"), PUBLIC);
		Files.setAttribute(sticky, "unix:mode", 01777);
		assertThat(CurveCertificate.readPublic(new FileSystemResource(file), KeyFilePolicy.ENFORCE).publicKey())
			.hasToString(CurvePublicKey.parse(PUBLIC).toString());
	}

	@Test
	void readsWhatPyzmqWrites() throws Exception {
		String script = """
				import sys, zmq.auth
				from zmq.utils import z85
				zmq.auth.create_certificates(sys.argv[1], 'risk', metadata={'name': 'risk', 'team': "it's us"})
				print(z85.decode(zmq.auth.load_certificate(sys.argv[1] + '/risk.key_secret')[1]).hex())
				""";
		String secretHex = runPython(script, this.directory.toString());
		CurveCertificate secretCertificate = CurveCertificate
			.read(new FileSystemResource(this.directory.resolve("risk.key_secret")));
		CurveCertificate publicCertificate = CurveCertificate
			.read(new FileSystemResource(this.directory.resolve("risk.key")));
		assertThat(secretBytes(secretCertificate)).isEqualTo(HexFormat.of().parseHex(secretHex));
		assertThat(publicCertificate.publicKey()).isEqualTo(secretCertificate.publicKey());
		assertThat(publicCertificate.secretKey()).isNull();
		assertThat(secretCertificate.metadata()).containsEntry("name", "risk").containsEntry("team", "it's us");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', commentCharacter = '!', textBlock = """
			curve\\n  public-key = "P"                             | line 2 | four spaces
			curve\\n        public-key = "P"                       | line 2 | four spaces
			curve\\n\\tpublic-key = "P"                            | line 2 | a name is missing
			# c\\n\\ncurve\\n    public-key = "P                   | line 4 | closing quote is missing
			curve\\n    public-key = "P" x                         | line 2 | after the closing quote
			curve x                                                | line 1 | after the name
			curve\\n    = "P"                                      | line 2 | a name is missing
			curve\\n    public-key = "short"                       | line 2 | 5 characters instead of 40
			curve\\n    public-key = "P"\\n    secret-key = "S~"   | line 3 | 41 characters instead of 40
			curve\\n    public-key = ""                            | line 2 | 0 characters instead of 40
			curve\\n    public-key = "P"\\n    public-key = "P"    | line 3 | appears twice
			curve\\n    secret-key = "S"\\n    secret-key = "S"    | line 3 | appears twice
			metadata\\n    a = 1\\n    a = 2                       | line 3 | appears twice
			curve\\n    secretkey = "S"                            | line 2 | 'curve/secretkey' is not known
			curve\\n    public-key = "P\\u0000"                    | line 2 | control character
			""")
	void namesTheLineAndTheProblem(String text, String line, String problem) {
		String content = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0000", "\0");
		String withKeys = content.replace("\"P", "\"" + PUBLIC).replace("\"S", "\"" + SECRET);
		assertThatExceptionOfType(UnreadableCertificateException.class).isThrownBy(() -> read(withKeys))
			.withMessageContaining("Byte array resource [test.key]")
			.withMessageContaining(line)
			.withMessageContaining(problem)
			.withMessageNotContaining(SECRET)
			.withMessageNotContaining(PUBLIC);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "# nothing\n", "metadata\n    name = x\n", "curve\n" })
	void refusesFilesWithoutKeys(String text) {
		assertThatExceptionOfType(UnreadableCertificateException.class).isThrownBy(() -> read(text))
			.withMessageContaining("[test.key]")
			.withMessageContaining("holds no key");
	}

	@Test
	void refusesKeysThatDoNotGoTogether() {
		String other = CurveKeyPair.generate().publicKey().toZ85();
		assertThatExceptionOfType(UnreadableCertificateException.class)
			.isThrownBy(() -> read(CZMQ.replace(PUBLIC, other)))
			.withMessageContaining("[test.key]")
			.withMessageContaining("does not go with the secret key")
			.withMessageNotContaining(SECRET);
	}

	@Test
	void refusesTheKeysOfTheManualPages() {
		String text = "curve\n    secret-key = \"D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs\"\n";
		assertThatExceptionOfType(UnreadableCertificateException.class).isThrownBy(() -> read(text))
			.withMessageContaining("line 2")
			.withMessageContaining("manual pages")
			.withMessageNotContaining("D:)Q");
	}

	@Test
	void refusesFilesThatAreMissing() {
		Resource missing = new FileSystemResource(this.directory.resolve("none.key"));
		assertThatExceptionOfType(UnreadableCertificateException.class).isThrownBy(() -> CurveCertificate.read(missing))
			.withMessageContaining("none.key")
			.withMessageContaining("does not exist");
		assertThatExceptionOfType(UnreadableCertificateException.class)
			.isThrownBy(() -> CurveCertificate.read(new ClassPathResource("none.key")))
			.withMessageContaining("class path resource [none.key]");
	}

	@Test
	void refusesDirectories() {
		assertThatExceptionOfType(UnreadableCertificateException.class)
			.isThrownBy(() -> CurveCertificate.read(new FileSystemResource(this.directory)))
			.withMessageContaining(this.directory.toString());
	}

	@Test
	void readsUpTo64KibibytesAndNoMore() {
		String certificate = "curve\n    public-key = \"%s\"\n#".formatted(PUBLIC);
		String largest = certificate + "x".repeat(64 * 1024 - certificate.length());
		assertThat(read(largest).publicKey().toZ85()).isEqualTo(PUBLIC);
		assertThatExceptionOfType(UnreadableCertificateException.class).isThrownBy(() -> read(largest + "x"))
			.withMessageContaining("larger than 64 KiB");
	}

	@Test
	void refusesWhatIsNotText() {
		byte[] malformed = { 'a', (byte) 0xff, 'b' };
		byte[] truncated = { '#', (byte) 0xc3 };
		for (byte[] bytes : new byte[][] { malformed, truncated }) {
			assertThatExceptionOfType(UnreadableCertificateException.class)
				.isThrownBy(() -> CurveCertificate.read(new ByteArrayResource(bytes, "test.key")))
				.withMessageContaining("is not UTF-8 text");
		}
	}

	@Test
	void warnsOnceOfASecretThatOthersCanRead(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("open.key_secret"), CZMQ);
		setPermissions(file, "rw-r-----");
		assertThat(CurveCertificate.read(new FileSystemResource(file)).isSecretReadableByOthers()).isTrue();
		assertThat(CurveCertificate.read(new FileSystemResource(file)).isSecretReadableByOthers()).isTrue();
		assertThat(output.getOut().split("open.key_secret", -1)).hasSize(2);
		assertThat(output).contains("chmod 600").doesNotContain(SECRET);
	}

	@Test
	void warnsNotOfASecretOfTheOwnerNorOfAPublicKey(CapturedOutput output) throws IOException {
		Path secretFile = Files.writeString(this.directory.resolve("own.key_secret"), CZMQ);
		setPermissions(secretFile, "rw-------");
		Path publicFile = Files.writeString(this.directory.resolve("own.key"),
				"curve\n    public-key = \"%s\"\n".formatted(PUBLIC));
		setPermissions(publicFile, "rw-r--r--");
		assertThat(CurveCertificate.read(new FileSystemResource(secretFile)).isSecretReadableByOthers()).isFalse();
		assertThat(CurveCertificate.read(new FileSystemResource(publicFile)).isSecretReadableByOthers()).isFalse();
		assertThat(output).doesNotContain("own.key");
	}

	private static void assertPair(CurveCertificate certificate) {
		assertThat(certificate.publicKey().toZ85()).isEqualTo(PUBLIC);
		assertThat(secretBytes(certificate)).isEqualTo(HexFormat.of().parseHex(CurveSecretKeyTests.HEX));
	}

	private static byte[] secretBytes(CurveCertificate certificate) {
		CurveSecretKey secretKey = certificate.secretKey();
		assertThat(secretKey).isNotNull();
		return secretKey.toBytes();
	}

	private static CurveCertificate read(String text) {
		return CurveCertificate.read(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8), "test.key"));
	}

	@Test
	void takesAFileThatKubernetesMountsForAGroup(CapturedOutput output) throws IOException {
		Path file = this.directory.resolve("mounted.key_secret");
		Files.writeString(file, "curve\n    secret-key = \"%s\"\n"
			.formatted(String.valueOf(CurveKeyPair.generate().secretKey().toZ85())));
		setPermissions(file, "r--r-----");
		CurveCertificate.read(new FileSystemResource(file));
		assertThat(output).doesNotContain("mounted.key_secret");
	}

	@Test
	void warnsOfADirectoryThatOthersCanWrite(CapturedOutput output) throws IOException {
		Path peers = Files.createDirectory(this.directory.resolve("writable-peers"));
		setPermissions(peers, "rwxrwxrwx");
		new PeerDirectory(new FileSystemResource(peers)).read((problem) -> {
		});
		assertThat(output).contains("writable-peers can be changed by others").contains("chmod go-w");
	}

	@Test
	void readsWhatPyzmqWritesWithSpacesAndUmlauts() throws Exception {
		String script = """
				import sys, zmq.auth
				zmq.auth.create_certificates(sys.argv[1], 'M\u00fcller GmbH', metadata={
				    'Gr\u00f6\u00dfe der Firma': '12 Leute', 'e-mail': 'a@b.example', 'name': 'M\u00fcller GmbH'})
				""";
		runPython(script, this.directory.toString());
		Map<String, List<PeerKey>> peers = new PeerDirectory(new FileSystemResource(this.directory))
			.read((problem) -> assertThat(problem).isNull());
		assertThat(peers).containsOnlyKeys("M\u00fcller GmbH");
		CurveCertificate certificate = CurveCertificate
			.read(new FileSystemResource(this.directory.resolve("M\u00fcller GmbH.key_secret")));
		assertThat(certificate.metadata()).containsEntry("Gr\u00f6\u00dfe der Firma", "12 Leute");
		assertThat(certificate.publicKey()).isEqualTo(peers.get("M\u00fcller GmbH").get(0).publicKey());
	}

	@Test
	void takesCommentsThatAreIndentedByTabs() throws IOException {
		CurvePublicKey key = CurveKeyPair.generate().publicKey();
		Path file = Files.writeString(this.directory.resolve("tabs.key"),
				"\t# made by hand\ncurve\n\t \t# the key\n    public-key = \"%s\"\t# that's it\n"
					.formatted(key.toZ85()));
		assertThat(CurveCertificate.read(new FileSystemResource(file)).publicKey()).isEqualTo(key);
	}

	private static void setPermissions(Path file, String permissions) throws IOException {
		Assumptions.assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"));
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
	}

	private String runPython(String script, String argument) throws Exception {
		PythonPeer.assumeAvailable();
		Path output = Files.createFile(this.directory.resolve("output.txt"));
		int status = run(output, "/usr/bin/python3", "-c", script, argument);
		String printed = Files.readString(output).strip();
		assertThat(status).as(printed).isZero();
		return printed;
	}

	private static int run(Path output, String... command) throws Exception {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			return process.exitValue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	void repeatsNothingOfALocationThatIsNone() throws Exception {
		Resource resource = new UrlResource(URI.create("file:///").toURL()) {
			@Override
			public InputStream getInputStream() {
				throw new IllegalArgumentException("Malformed escape pair: secret");
			}

			@Override
			public boolean isFile() {
				return false;
			}
		};
		assertThatExceptionOfType(UnreadableCertificateException.class)
			.isThrownBy(() -> CurveCertificate.readPublic(resource))
			.withMessageContaining("is no location")
			.withMessageNotContaining("secret")
			.withNoCause();
	}

}
