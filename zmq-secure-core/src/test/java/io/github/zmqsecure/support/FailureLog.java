// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Keeps what a test prints and logs, and shows it only if the test fails.
 */
public final class FailureLog implements BeforeAllCallback, TestWatcher, AfterAllCallback {

	private static final Output OUTPUT = new Output();

	@Override
	public void beforeAll(ExtensionContext context) {
		OUTPUT.install();
	}

	@Override
	public void testSuccessful(ExtensionContext context) {
		OUTPUT.forget();
	}

	@Override
	public void testAborted(ExtensionContext context, Throwable cause) {
		OUTPUT.forget();
	}

	@Override
	public void testDisabled(ExtensionContext context, Optional<String> reason) {
		OUTPUT.forget();
	}

	@Override
	public void testFailed(ExtensionContext context, Throwable cause) {
		OUTPUT.show(context, cause);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		context.getExecutionException().ifPresent((cause) -> OUTPUT.show(context, cause));
		OUTPUT.forget();
	}

	/**
	 * Remembers the newest of what was written, without a need for memory later.
	 */
	private static final class Output extends OutputStream {

		private final byte[] newest = new byte[1 << 20];

		private final PrintStream stream = new PrintStream(this, true);

		private long written;

		private PrintStream console = System.out;

		synchronized void install() {
			if (System.out != this.stream) {
				this.console = System.out;
				System.setOut(this.stream);
				System.setErr(this.stream);
			}
		}

		@Override
		public synchronized void write(int value) {
			this.newest[(int) (this.written++ % this.newest.length)] = (byte) value;
		}

		@Override
		public synchronized void write(byte[] bytes, int offset, int length) {
			for (int i = offset; i < offset + length; i++) {
				write(bytes[i]);
			}
		}

		synchronized void forget() {
			this.written = 0;
		}

		synchronized void show(ExtensionContext context, Throwable cause) {
			cause.printStackTrace(this.stream);
			int length = (int) Math.min(this.written, this.newest.length);
			byte[] text = new byte[length];
			for (int i = 0; i < length; i++) {
				text[i] = this.newest[(int) ((this.written - length + i) % this.newest.length)];
			}
			this.console.println("Log of " + context.getUniqueId() + ":");
			this.console.println(new String(text, StandardCharsets.UTF_8));
			forget();
		}

	}

}
