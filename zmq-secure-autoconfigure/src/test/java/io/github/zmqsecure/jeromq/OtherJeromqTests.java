// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.support.JavaProgram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zmq.ZMQ;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application with a JeroMQ that can't be guarded does not start: one that
 * has no such field, and one that has it and uses another.
 */
class OtherJeromqTests {

	@TempDir
	private Path directory;

	@Test
	void stopsTheStart() throws Exception {
		assertStops("zmq/io/StreamEngine", "decoder", true, "could not be guarded");
	}

	@ParameterizedTest
	@Tag("long")
	@CsvSource({ "zmq/io/StreamEngine, decoder, false, 'is not 0.6.0, so its connections could not be guarded'",
			"zmq/io/StreamEngine, encoder, true, 'could not be guarded'",
			"zmq/io/StreamEngine, mechanism, true, 'could not be guarded'",
			"zmq/io/SessionBase, pipe, true, 'could not be guarded'",
			"zmq/io/StreamEngine, nextMsg, true, 'could not be guarded'",
			"zmq/pipe/Pipe, inpipe, true, 'could not be guarded'",
			"zmq/pipe/Pipe, outpipe, true, 'could not be guarded'",
			"zmq/pipe/Pipe, sink, true, 'could not be guarded'" })
	void stopsTheStartWhateverItIs(String owner, String field, boolean kept, String reason) throws Exception {
		assertStops(owner, field, kept, reason);
	}

	private void assertStops(String owner, String field, boolean kept, String reason) throws Exception {
		Path file = this.directory.resolve(owner + ".class");
		Files.createDirectories(file.getParent());
		Files.write(file, withAnother(owner, field, kept));
		JavaProgram program = JavaProgram.run("-XX:TieredStopAtLevel=1", "-cp",
				this.directory + File.pathSeparator + System.getProperty("java.class.path"),
				Application.class.getName());
		assertThat(program.exitValue()).as(program.output()).isNotZero();
		assertThat(program.output()).contains(reason)
			.containsPattern("Action:\\s+Use org.zeromq:jeromq:0.6.0 unchanged")
			.doesNotContain("It serves.");
	}

	private static byte[] withAnother(String owner, String field, boolean kept) throws IOException {
		try (InputStream in = ZMQ.class.getResourceAsStream("/" + owner + ".class")) {
			ClassWriter writer = new ClassWriter(0);
			new ClassReader(in).accept(new Renaming(writer, owner, field, kept), 0);
			return writer.toByteArray();
		}
	}

	/**
	 * Has a class use another field.
	 */
	private static final class Renaming extends ClassVisitor {

		private final String owner;

		private final String field;

		private final boolean kept;

		Renaming(ClassVisitor visitor, String owner, String field, boolean kept) {
			super(SpringAsmInfo.ASM_VERSION, visitor);
			this.owner = owner;
			this.field = field;
			this.kept = kept;
		}

		@Override
		public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
			if (name.equals(this.field)) {
				if (this.kept) {
					super.visitField(access, name, descriptor, signature, value);
				}
				return super.visitField(access, name + "InUse", descriptor, signature, value);
			}
			return super.visitField(access, name, descriptor, signature, value);
		}

		@Override
		public MethodVisitor visitMethod(int access, String method, String type, String generic, String[] exceptions) {
			return new MethodVisitor(SpringAsmInfo.ASM_VERSION,
					super.visitMethod(access, method, type, generic, exceptions)) {
				@Override
				public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
					boolean renamed = owner.equals(Renaming.this.owner) && name.equals(Renaming.this.field);
					super.visitFieldInsn(opcode, owner, renamed ? name + "InUse" : name, descriptor);
				}
			};
		}

	}

	@ImportAutoConfiguration(ZmqSecureAutoConfiguration.class)
	public static class Application {

		public static void main(String[] arguments) {
			new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
				.properties("spring.docker.compose.enabled=false", "zmq.secure.keys.own.ephemeral=true",
						"zmq.secure.sockets.orders.type=router", "zmq.secure.sockets.orders.bind=tcp://127.0.0.1:*",
						"zmq.secure.sockets.orders.key=own", "zmq.secure.sockets.orders.clients=any")
				.run()
				.close();
			System.out.println("It serves.");
		}

	}

}
