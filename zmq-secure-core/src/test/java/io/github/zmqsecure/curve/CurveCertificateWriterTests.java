// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.zmqsecure.support.Prerequisite;
import io.github.zmqsecure.support.PythonPeer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CurveCertificateWriter}, {@link NewKeyFile}, and files that hold one
 * key alone.
 */
class CurveCertificateWriterTests {

	private static final String CZMQ = """
			import ctypes, sys
			lib = ctypes.CDLL("libczmq.so.4")
			for f in ("zcert_load", "zcert_new"):
			    getattr(lib, f).restype = ctypes.c_void_p
			for f in ("zcert_public_txt", "zcert_secret_txt", "zcert_meta"):
			    getattr(lib, f).restype = ctypes.c_char_p
			def call(name, *args):
			    return getattr(lib, name)(*[ctypes.c_void_p(a) if isinstance(a, int) else ctypes.c_char_p(a) for a in args])
			path = sys.argv[2].encode()
			if sys.argv[1] == "write":
			    cert = call("zcert_new")
			    lib.zcert_set_meta(ctypes.c_void_p(cert), b"name", b"%s", b"made by czmq")
			    assert call("zcert_save", cert, path) == 0
			else:
			    cert = call("zcert_load", path)
			print(call("zcert_public_txt", cert).decode())
			print(call("zcert_secret_txt", cert).decode())
			print(call("zcert_meta", cert, b"name").decode())
			""";

	private static final String PYZMQ = """
			import sys, zmq.auth
			if sys.argv[1] == "write":
			    zmq.auth.create_certificates(sys.argv[2], "made", {"name": "made by pyzmq"})
			    public, secret = zmq.auth.load_certificate(sys.argv[2] + "/made.key_secret")
			else:
			    public, secret = zmq.auth.load_certificate(sys.argv[2])
			print(public.decode())
			print(secret.decode())
			""";

	@TempDir
	private Path directory;

	private final CurveKeyPair pair = CurveKeyPair.generate();

	@Test
	void isReadAsItWasWritten() throws IOException {
		Map<String, String> metadata = new LinkedHashMap<>();
		metadata.put("name", "orders");
		metadata.put("owner", "the \"blue\" team # 1");
		CurveCertificateWriter.writePair(this.directory, "orders", this.pair, metadata);
		CurveCertificate secret = CurveCertificate.read(resource("orders.key_secret"), KeyFilePolicy.ENFORCE);
		CurveCertificate other = CurveCertificate.readPublic(resource("orders.key"));
		assertThat(secret.secretKey()).isNotNull();
		assertThat(secret.publicKey()).isEqualTo(other.publicKey()).isEqualTo(this.pair.publicKey());
		assertThat(secret.metadata()).isEqualTo(metadata).isEqualTo(other.metadata());
		assertThat(Files.getPosixFilePermissions(this.directory.resolve("orders.key_secret")))
			.isEqualTo(PosixFilePermissions.fromString("rw-------"));
		assertThat(Files.getPosixFilePermissions(this.directory.resolve("orders.key")))
			.isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
		assertThat(files()).containsExactly("orders.key", "orders.key_secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders.key", "orders.key_secret" })
	void overwritesNothing(String existing) throws IOException {
		Files.writeString(this.directory.resolve(existing), "mine");
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> CurveCertificateWriter.writePair(this.directory, "orders", this.pair, Map.of()));
		assertThat(files()).containsExactly(existing);
		assertThat(this.directory.resolve(existing)).hasContent("mine");
	}

	@Test
	void tellsOfTheFileThatWasNamedAndKeepsTheCause() {
		Path file = this.directory.resolve("missing/orders.key");
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> NewKeyFile.createForOwner(file, "key"))
			.withMessageStartingWith(file.toString())
			.withCauseInstanceOf(NoSuchFileException.class);
	}

	@Test
	void letsOneOfManyWriteAFile() throws Exception {
		Path file = this.directory.resolve("orders.key_secret");
		Callable<Boolean> writer = () -> {
			try {
				CurveCertificateWriter.writeSecret(file, CurveKeyPair.generate(), Map.of());
				return true;
			}
			catch (FileAlreadyExistsException ex) {
				return false;
			}
		};
		var executor = Executors.newFixedThreadPool(8);
		try {
			List<Future<Boolean>> results = executor
				.invokeAll(IntStream.range(0, 8).mapToObj((index) -> writer).toList());
			int written = 0;
			for (Future<Boolean> result : results) {
				written += result.get() ? 1 : 0;
			}
			assertThat(written).isOne();
		}
		finally {
			executor.shutdown();
		}
		assertThat(CurveCertificate.read(new FileSystemResource(file)).secretKey()).isNotNull();
		assertThat(files()).containsExactly("orders.key_secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "public-key", "name=", "" })
	void refusesNamesThatOthersCannotRead(String name) {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> CurveCertificateWriter.text(this.pair.publicKey(), null, Map.of(name, "value")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "two\nlines", "\"both\" 'quotes'" })
	void refusesValuesThatOthersCannotRead(String value) {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> CurveCertificateWriter.text(this.pair.publicKey(), null, Map.of("name", value)));
	}

	@Test
	void isReadByPyzmq() throws Exception {
		PythonPeer.assumeAvailable();
		CurveCertificateWriter.writePair(this.directory, "orders", this.pair, Map.of("name", "orders"));
		assertThat(python(PYZMQ, "read", this.directory.resolve("orders.key_secret")))
			.startsWith(this.pair.publicKey().toZ85(), secret());
	}

	@Test
	void readsWhatPyzmqWrites() throws Exception {
		PythonPeer.assumeAvailable();
		List<String> keys = python(PYZMQ, "write", this.directory);
		CurveCertificate certificate = CurveCertificate.read(resource("made.key_secret"));
		assertThat(certificate.publicKey().toZ85()).isEqualTo(keys.get(0));
		assertThat(certificate.metadata()).containsEntry("name", "made by pyzmq");
		assertThat(CurveCertificate.readPublic(resource("made.key")).publicKey()).isEqualTo(certificate.publicKey());
	}

	@Test
	void isReadByCzmq() throws Exception {
		assumeCzmq();
		CurveCertificateWriter.writePair(this.directory, "orders", this.pair, Map.of("name", "orders"));
		assertThat(python(CZMQ, "read", this.directory.resolve("orders.key_secret")))
			.containsExactly(this.pair.publicKey().toZ85(), secret(), "orders");
		assertThat(python(CZMQ, "read", this.directory.resolve("orders.key"))).startsWith(this.pair.publicKey().toZ85())
			.endsWith("orders");
	}

	@Test
	void readsWhatCzmqWrites() throws Exception {
		assumeCzmq();
		List<String> keys = python(CZMQ, "write", this.directory.resolve("made.key"));
		CurveCertificate certificate = CurveCertificate.read(resource("made.key_secret"));
		assertThat(certificate.publicKey().toZ85()).isEqualTo(keys.get(0));
		assertThat(certificate.metadata()).containsEntry("name", "made by czmq");
		assertThat(CurveCertificate.readPublic(resource("made.key")).publicKey()).isEqualTo(certificate.publicKey());
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", "%s\n", "\uFEFF%s\r\n", "\t\"%s\" \r\n", "# the secret\n\n'%s'\n# end\n" })
	void readsAKeyThatIsAlone(String form) throws IOException {
		for (String text : List.of(secret(), hex(), hex().toUpperCase(Locale.ROOT))) {
			Files.writeString(this.directory.resolve("orders"), form.formatted(text));
			CurveCertificate certificate = CurveCertificate.read(resource("orders"));
			assertThat(certificate.publicKey()).as(form).isEqualTo(this.pair.publicKey());
			assertThat(certificate.secretKey()).isNotNull();
		}
		Files.writeString(this.directory.resolve("billing"), form.formatted(this.pair.publicKey().toZ85()));
		assertThat(CurveCertificate.readPublic(resource("billing")).publicKey()).isEqualTo(this.pair.publicKey());
	}

	@Test
	void namesTheLineOfAKeyThatIsAloneAndMalformed() throws IOException {
		Files.writeString(this.directory.resolve("orders"), "# the secret\n\n" + "~".repeat(40) + "\n");
		assertThatExceptionOfType(UnreadableCertificateException.class)
			.isThrownBy(() -> CurveCertificate.read(resource("orders")))
			.withMessageContaining("line 3")
			.withMessageNotContaining("~~");
	}

	@Test
	void takesNoSecretThatIsAloneForThatOfAPeer() throws IOException {
		Files.writeString(this.directory.resolve("orders_secret"), secret());
		assertThatExceptionOfType(UnreadableCertificateException.class)
			.isThrownBy(() -> CurveCertificate.readPublic(resource("orders_secret")))
			.withMessageContaining("holds a secret key")
			.withMessageNotContaining(secret());
	}

	@Test
	void refusesWhatOthersCanReadWhereThatIsEnforced() throws IOException {
		Path file = this.directory.resolve("orders.key_secret");
		CurveCertificateWriter.writeSecret(file, this.pair, Map.of());
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		assertThatExceptionOfType(UnreadableCertificateException.class)
			.isThrownBy(() -> CurveCertificate.read(resource("orders.key_secret"), KeyFilePolicy.ENFORCE))
			.withMessageContaining("can be read by others")
			.withMessageContaining("chmod 600");
		assertThat(
				CurveCertificate.read(resource("orders.key_secret"), KeyFilePolicy.IGNORE).isSecretReadableByOthers())
			.isTrue();
	}

	/** As a volume of Kubernetes with its default mode looks like. */
	@Test
	void understandsASecretThatKubernetesMounted() throws IOException {
		Path real = Files.createDirectory(this.directory.resolve("..2026_11_26"));
		Path file = real.resolve("orders.key_secret");
		CurveCertificateWriter.writeSecret(file, this.pair, Map.of());
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
		Assumptions.assumeTrue(Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid")), "Needs root's files");
		Files.createSymbolicLink(this.directory.resolve("..data"), Path.of("..2026_11_26"));
		Files.createSymbolicLink(this.directory.resolve("orders.key_secret"), Path.of("..data/orders.key_secret"));
		assertThat(CurveCertificate.read(resource("orders.key_secret"), KeyFilePolicy.ENFORCE).publicKey())
			.isEqualTo(this.pair.publicKey());
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
		assertThatExceptionOfType(UnreadableCertificateException.class)
			.isThrownBy(() -> CurveCertificate.read(resource("orders.key_secret"), KeyFilePolicy.ENFORCE));
	}

	private FileSystemResource resource(String name) {
		return new FileSystemResource(this.directory.resolve(name));
	}

	private String secret() {
		return new String(this.pair.secretKey().toZ85());
	}

	private String hex() {
		return HexFormat.of().formatHex(this.pair.secretKey().toBytes());
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	private static void assumeCzmq() throws Exception {
		PythonPeer.assumeAvailable();
		boolean available = new ProcessBuilder("/usr/bin/python3", "-c", "import ctypes; ctypes.CDLL('libczmq.so.4')")
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor() == 0;
		Prerequisite.assume(available, "Files of czmq are not tested: there is none (Debian: libczmq-dev)");
	}

	private static List<String> python(String script, String action, Path path) throws Exception {
		Process process = new ProcessBuilder("/usr/bin/python3", "-c", script, action, path.toString())
			.redirectErrorStream(true)
			.start();
		List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
			.toList();
		assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
		return lines;
	}

}
