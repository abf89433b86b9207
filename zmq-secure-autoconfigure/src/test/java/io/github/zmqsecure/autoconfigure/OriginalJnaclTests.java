// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

import javax.tools.ToolProvider;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.JavaProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for previous keys where the original jnacl is ahead on the class path.
 */
class OriginalJnaclTests {

	private static final List<String> CLASSES = List.of("curve25519xsalsa20poly1305", "xsalsa20poly1305");

	@TempDir
	private Path directory;

	@Test
	void refusesPreviousKeysWithAnExplanation() throws Exception {
		assertThat(load(System.getProperty("java.class.path"))).contains("loaded 2 keys");
		for (String name : CLASSES) {
			compile(name);
		}
		assertThat(load(this.directory + System.getProperty("path.separator") + System.getProperty("java.class.path")))
			.contains("zmq.secure.keys.server.previous")
			.contains("The original jnacl is ahead of zmq-secure-nacl on the class path")
			.contains("Exclude 'eu.neilalexander:jnacl'");
	}

	private void compile(String name) throws IOException {
		Path source = Files.writeString(this.directory.resolve(name + ".java"),
				"package com.neilalexander.jnacl.crypto; public class " + name + " { }");
		assertThat(ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-d", this.directory.toString(), source.toString())).isZero();
	}

	private static String load(String classPath) throws IOException, InterruptedException {
		JavaProgram program = JavaProgram.run("-cp", classPath, "-XX:TieredStopAtLevel=1", Loading.class.getName());
		assertThat(program.exitValue()).as(program.output()).isZero();
		return program.output();
	}

	public static final class Loading {

		private Loading() {
		}

		public static void main(String[] arguments) {
			ZmqSecureProperties properties = new ZmqSecureProperties();
			ZmqSecureProperties.Key key = new ZmqSecureProperties.Key();
			key.setEphemeral(true);
			ZmqSecureProperties.PreviousKey previous = new ZmqSecureProperties.PreviousKey();
			previous.setSecretKey(HexFormat.of().formatHex(CurveKeyPair.generate().secretKey().toBytes()));
			key.setPrevious(List.of(previous));
			properties.getKeys().put("server", key);
			try {
				int keys = new CurveKeysLoader(properties, new DefaultResourceLoader()).load()
					.ownKeys()
					.getOrDefault("server", List.of())
					.size();
				System.out.println("loaded " + keys + " keys");
			}
			catch (ZmqConfigurationException ex) {
				System.out.println(ex.getMessage());
			}
		}

	}

}
