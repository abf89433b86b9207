// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link ZmqSecretBindFailureAnalyzer} and {@link ZmqBindHandlerAdvisor}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ZmqSecretBindFailureAnalyzerTests {

	private static final String SECRET = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs";

	private static final String HEX_SECRET = "8ab0c1d2e3f405162738495a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8";

	@ParameterizedTest
	@ValueSource(strings = { "keys: { a: { secrt-key: SECRET } }", "keys: { a: { ephemeral: SECRET } }",
			"keys: { a: SECRET }", "keys: SECRET", "keys: [ SECRET ]", "keys: { a: { secret-key: [ SECRET ] } }",
			"keys: { a: { secret-key: { value: SECRET } } }", "keys: { a: { secret-key: { SECRET: 1 } } }",
			"peers: { a: { secret-key: SECRET } }", "peers: { a: SECRET }", "peer: SECRET", "secret-key: SECRET",
			"plaintext: SECRET", "enabled: SECRET", "defaults: SECRET", "defaults: { linger: SECRET }",
			"defaults: { max-msg-size: SECRET }", "defaults: { snd-hwm: SECRET }",
			"defaults: { curve-secretkey: SECRET }", "limits: { max-connections: SECRET }",
			"sockets: { a: { type: SECRET } }", "sockets: { a: { secret-key: SECRET } }",
			"sockets: { a: { mechanism: SECRET } }", "sockets: { a: { clients: { b: SECRET } } }",
			"sockets: { a: SECRET }", "sockets: SECRET", "zap: { addresses: SECRET }", "reload: { period: SECRET }" })
	void neverShowsASecret(String yaml, CapturedOutput output) {
		for (String secret : new String[] { SECRET, HEX_SECRET }) {
			String quoted = "zmq.secure: { " + yaml.replace("SECRET", "'" + secret + "'") + " }";
			Class<?>[] advised = { YamlApplication.Properties.class, ZmqBindHandlerAdvisor.class };
			assertThatException().isThrownBy(() -> YamlApplication.run(quoted));
			assertThatException().isThrownBy(
					() -> YamlApplication.run(quoted, "--logging.level.org.springframework.boot.diagnostics=debug"));
			assertThatException().isThrownBy(() -> YamlApplication.run(advised, quoted))
				.satisfies((exception) -> assertHarmless(stackTrace(exception), secret));
			assertHarmless(output.getAll(), secret);
		}
		assertThat(output).contains("Unusable configuration of ZMQ Secure", "Property: zmq.secure.", "Action:")
			.contains("Application failed to start due to an exception");
	}

	private void assertHarmless(String text, String secret) {
		assertThat(text).doesNotContainIgnoringCase(secret)
			.doesNotContainIgnoringCase(secret.replaceAll("[^A-Za-z0-9]", ""));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
							keys: { a: { secrt-key: x } }            | keys.a.secrt-key           | Did you mean 'secret-key'?
							socket: { a: { type: pub } }             | socket                     | Did you mean 'sockets'?
							sockets: { a: { conect: x } }            | sockets.a.conect           | Did you mean 'connect'?
							sockets: { a: { curv-role: x } }         | sockets.a.curv-role        | Did you mean 'curve-role'?
							sockets: { a: { snd-hwm: 1 } }           | sockets.a.snd-hwm          | Move it to 'options' of the socket
							sockets: { a: { zzz: 1 } }               | sockets.a.zzz              | Use one of bind, clients, connect
							defaults: { lnger: 1s }                  | defaults.lnger             | Did you mean 'linger'?
							defaults: { tos: 1 }                     | defaults.tos               | changes the send buffer instead
							defaults: { xpub-verboser: true }        | defaults.xpub-verboser     | not of those that disconnect
							sockets: { a: { options: { sndbuf: 1 }}} | sockets.a.options.sndbuf   | does not honour it for bound sockets
							defaults: { snd-buf: 1 }                 | defaults.snd-buf           | does not honour it for bound sockets
							defaults: { socks-proxy: x }             | defaults.socks-proxy       | hangs when a socket closes
							defaults: { gssapi-plaintext: x }        | defaults.gssapi-plaintext  | does not implement GSSAPI
							defaults: { plain-password: x }          | defaults.plain-password    | sends passwords unencrypted
							defaults: { curve-server: true }         | defaults.curve-server      | keys are given by name
							sockets: { a: { curve-secretkey: x } }   | sockets.a.curve-secretkey  | keys are given by name
							defaults: { affinity: 1 }                | defaults.affinity          | decides which I/O thread
							defaults: { tcp-accept-filter: x }       | defaults.tcp-accept-filter | Use 'zmq.secure.zap.addresses'.
							peers: { a: { secret-key: x } }          | peers.a.secret-key         | move an own key pair to 'zmq.secure.keys'.
							sockets: { a: { mechanism: none } }      | sockets.a.mechanism        | Write one of curve, null.
							sockets: { a: { overflow: drop } }       | sockets.a.overflow         | Write one of block, drop-newest, fail.
							limits: {}                               | limits                     | or leave the property out.
							defaults: { linger: soon }               | defaults.linger            | Write a duration such as 500ms, 5s or 1m.
							defaults: { snd-hwm: { a: 1 } }          | defaults.snd-hwm.a         | There is nothing below 'snd-hwm'.
					defaults: { snd-hwm: '${b:x}' }          | defaults.snd-hwm           | Value: "${b:x}"
					sockets: { a: { options: {}, options.snd-hwm: 7 } } | sockets.a.options.snd-hwm | which may be empty or '{}'.
					keys: { a: x }                           | keys.a                     | Write a group of properties, indented below, of ephemeral
							""")
	void namesPropertyAndMend(String yaml, String property, String action, CapturedOutput output) {
		assertThatException().isThrownBy(() -> YamlApplication.run("zmq.secure: { " + yaml + " }"));
		assertThat(output).contains("Property: zmq.secure." + property + System.lineSeparator()).contains(action);
	}

	@Test
	void showsHarmlessValueAndOrigin(CapturedOutput output) {
		assertThatException().isThrownBy(() -> YamlApplication.run("zmq.secure.defaults: { linger: soon }"));
		assertThat(output).contains("Value: \"soon\"").contains("[test.yml] - 1:32");
	}

	@Test
	void reportsEveryUnknownProperty(CapturedOutput output) {
		assertThatException().isThrownBy(() -> YamlApplication.run("zmq.secure: { conect: 1, defaults: { tos: 2 } }"));
		assertThat(output).contains("Property: zmq.secure.conect", "Property: zmq.secure.defaults.tos");
	}

	@Test
	void coversAnInvalidValueThrownByHand() {
		FailureAnalysis analysis = new ZmqSecretBindFailureAnalyzer()
			.analyze(new InvalidConfigurationPropertyValueException("zmq.secure.keys.a.secret-key", SECRET,
					"Bad " + SECRET));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("zmq.secure.keys.a.secret-key").doesNotContain(SECRET);
		assertThat(analysis.getAction()).doesNotContain(SECRET);
		assertThat(stackTrace(analysis.getCause())).doesNotContain(SECRET);
	}

	@Test
	void leavesOthersAlone() {
		ZmqSecretBindFailureAnalyzer analyzer = new ZmqSecretBindFailureAnalyzer();
		assertThat(analyzer.analyze(new IllegalStateException())).isNull();
		assertThat(analyzer.analyze(new InvalidConfigurationPropertyValueException("server.port", "x", "Bad")))
			.isNull();
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		source.put("server.port", "x");
		assertThatException().isThrownBy(() -> new Binder(source).bind("server.port", Bindable.of(Integer.class)))
			.isInstanceOfSatisfying(BindException.class, (ex) -> assertThat(analyzer.analyze(ex)).isNull());
	}

	private String stackTrace(Throwable exception) {
		StringWriter writer = new StringWriter();
		exception.printStackTrace(new PrintWriter(writer));
		return writer.toString();
	}

}
