// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Makes what others sent fit for a line of a log: without the characters that would begin
 * another line, move the cursor or turn the direction of writing, and no longer than a
 * line.
 *
 * @since 0.1.0
 */
public final class Printable {

	private static final int LONGEST_VALUE = 200;

	private static final int LONGEST_LINE = 4000;

	/** Of more exceptions that hang together only so many are printed. */
	private static final int MOST = 100;

	private Printable() {
	}

	/**
	 * Return a value that can be logged.
	 * @param value what somebody sent
	 * @return its text, with {@code ?} for each character that is not printed as itself,
	 * cut after 200 characters
	 */
	public static String of(@Nullable Object value) {
		return printable(String.valueOf(value), LONGEST_VALUE);
	}

	/**
	 * Return a message that can be logged.
	 * @param message a message with something in it that somebody sent
	 * @return the message, with {@code ?} for each character that is not printed as
	 * itself, cut after 4,000 characters
	 */
	public static String line(String message) {
		return printable(message, LONGEST_LINE);
	}

	/**
	 * Return an exception that can be logged.
	 * @param exception the exception, whose message may quote what somebody sent
	 * @return the exception, or one in its place where its message or that of a cause
	 * can't be printed
	 */
	public static @Nullable Throwable exception(@Nullable Throwable exception) {
		if (exception == null) {
			return null;
		}
		Throwable readable = readable(exception);
		Set<Throwable> all = all(readable);
		return (all.size() < MOST && all.stream().allMatch(Printable::isPrintable)) ? readable
				: new PrintableException(readable, identitySet());
	}

	/**
	 * Return an exception that fails nobody who asks it what happened.
	 * @param exception the exception, which code of the application may have made
	 * @return the exception, or one in its place that names its class, if it or one of
	 * its causes throws when its text is asked for
	 */
	public static Throwable readable(Throwable exception) {
		try {
			all(exception).forEach(Printable::read);
			return exception;
		}
		catch (Throwable ex) {
			return new ZmqSecureException(
					"The message of the " + exception.getClass().getName() + " that was thrown can't be read");
		}
	}

	/**
	 * Return an exception, its causes and what was suppressed, each once: they may hang
	 * together in more ways than can be followed.
	 */
	private static Set<Throwable> all(Throwable exception) {
		Set<Throwable> all = identitySet();
		Deque<Throwable> open = new ArrayDeque<>();
		open.add(exception);
		while (!open.isEmpty() && all.size() < MOST) {
			Throwable each = open.remove();
			if (all.add(each)) {
				Throwable cause = each.getCause();
				if (cause != null) {
					open.add(cause);
				}
				open.addAll(Arrays.asList(each.getSuppressed()));
			}
		}
		return all;
	}

	private static Set<Throwable> identitySet() {
		return Collections.newSetFromMap(new IdentityHashMap<>());
	}

	private static void read(Throwable exception) {
		Objects.requireNonNull(exception.toString()
			.concat(String.valueOf(exception.getMessage()))
			.concat(String.valueOf(exception.getLocalizedMessage())));
	}

	private static boolean isPrintable(Throwable exception) {
		String message = exception.getMessage();
		return message == null || line(message).equals(message);
	}

	private static String printable(String text, int longest) {
		StringBuilder printable = new StringBuilder(Math.min(text.length(), longest + 1));
		text.codePoints().limit(longest).forEach((each) -> printable.appendCodePoint(isPrinted(each) ? each : '?'));
		return (text.length() > longest && text.codePointCount(0, text.length()) > longest)
				? printable.append('\u2026').toString() : printable.toString();
	}

	private static boolean isPrinted(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
				character == '\t';
			default -> true;
		};
	}

	/**
	 * Stands for an exception in a log.
	 */
	@SuppressWarnings("OverrideThrowableToString")
	private static final class PrintableException extends Exception {

		private static final long serialVersionUID = 1L;

		private final String text;

		/**
		 * Make a copy of an exception and of what hangs together with it, each once.
		 */
		PrintableException(Throwable original, Set<Throwable> copied) {
			super(line(String.valueOf(original.getMessage())), causeOf(original, copied), true, true);
			this.text = line(original.toString());
			setStackTrace(original.getStackTrace());
			for (Throwable suppressed : original.getSuppressed()) {
				PrintableException copy = copyOf(suppressed, copied);
				if (copy != null) {
					addSuppressed(copy);
				}
			}
		}

		private static @Nullable PrintableException causeOf(Throwable original, Set<Throwable> copied) {
			copied.add(original);
			Throwable cause = original.getCause();
			return (cause != null) ? copyOf(cause, copied) : null;
		}

		private static @Nullable PrintableException copyOf(Throwable original, Set<Throwable> copied) {
			return (copied.size() < MOST && copied.add(original)) ? new PrintableException(original, copied) : null;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}
