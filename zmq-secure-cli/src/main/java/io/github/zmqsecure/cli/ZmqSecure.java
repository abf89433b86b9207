// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Stream;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.InvalidCurveKeyException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/**
 * The command {@code zmq-secure}.
 */
@Command(name = "zmq-secure", mixinStandardHelpOptions = true, versionProvider = ZmqSecure.Version.class,
		description = "Makes, converts and rotates CURVE keys, checks configurations and probes servers.",
		footerHeading = "%nExamples:%n",
		footer = { "  zmq-secure keygen orders-service gateway --directory keys --expires 90d",
				"  zmq-secure fingerprint keys/orders-service.key",
				"  zmq-secure check src/main/resources/application.yml",
				"  zmq-secure probe tcp://orders:5555 --server-key keys/orders-service.key --key keys/gateway.key_secret",
				"  source <(zmq-secure generate-completion)" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { " 0:Done; for 'probe': connected", " 1:Not done, for the reason that is printed",
				" 2:Wrong usage", " 3:'check' found something that stops the start-up, or a client that is refused",
				" 4:'check --strict' found something to be warned of", "10:'probe': wrong server key",
				"11:'probe': key not allowed", "12:'probe': not CURVE", "13:'probe': nothing listening",
				"14:'probe': address denied", "15:'probe': timed out", "16:'probe': broke off without saying why" })
public final class ZmqSecure {

	private ZmqSecure() {
	}

	/**
	 * Run a command, and end the JVM with its exit code.
	 * @param arguments the command line
	 */
	public static void main(String[] arguments) {
		PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
		PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
		System.exit(run(out, err, arguments));
	}

	/**
	 * Run a command.
	 * @param out gets what it prints
	 * @param err gets what goes wrong
	 * @param arguments the command line
	 * @return the exit code
	 */
	static int run(PrintWriter out, PrintWriter err, String... arguments) {
		quiet();
		CommandLine line = new CommandLine(new ZmqSecure());
		commands((arguments.length > 0) ? arguments[0] : "").forEach(line::addSubcommand);
		line.setOut(out);
		line.setErr(err);
		line.setCaseInsensitiveEnumValuesAllowed(true);
		line.setUnmatchedOptionsArePositionalParams(Stream.of(arguments).anyMatch(ZmqSecure::isKeyLikeAnOption));
		line.setParameterExceptionHandler(ZmqSecure::explainUsage);
		line.setExecutionExceptionHandler((ex, command, parsed) -> explain(ex, command));
		int code = (isReadable(arguments)) ? line.execute(arguments) : explainLocale(line, arguments);
		if (out.checkError() && code == CommandLine.ExitCode.OK) {
			err.println("What was to be printed could not be written: is the disk full, or the reader gone?");
			code = CommandLine.ExitCode.SOFTWARE;
		}
		err.flush();
		return code;
	}

	/**
	 * Where the locale knows no such characters the JVM has lost them already.
	 */
	private static boolean isReadable(String[] arguments) {
		return List.of(arguments).stream().noneMatch((argument) -> argument.indexOf('\uFFFD') >= 0);
	}

	/**
	 * A public key in Z85 may begin as options do.
	 */
	private static boolean isKeyLikeAnOption(String argument) {
		try {
			return argument.startsWith("-") && CurvePublicKey.parse(argument).toZ85().equals(argument);
		}
		catch (InvalidCurveKeyException ex) {
			return false;
		}
	}

	private static int explainLocale(CommandLine line, String[] arguments) {
		Output.fail(line, List.of(arguments).contains("--json"),
				"An argument has characters that the locale of this process does not know; set LC_ALL=C.UTF-8");
		return CommandLine.ExitCode.USAGE;
	}

	/**
	 * Whoever names a command need not wait until the annotations of all others are read.
	 */
	private static Collection<Class<?>> commands(String name) {
		Map<String, Class<?>> commands = new LinkedHashMap<>();
		commands.put("keygen", KeygenCommand.class);
		commands.put("fingerprint", FingerprintCommand.class);
		commands.put("public", PublicCommand.class);
		commands.put("convert", ConvertCommand.class);
		commands.put("rotate", RotateCommand.class);
		commands.put("check", CheckCommand.class);
		commands.put("probe", ProbeCommand.class);
		Class<?> named = commands.get(name);
		if (named != null) {
			return List.of(named);
		}
		commands.put("generate-completion", CompletionCommand.class);
		return commands.values();
	}

	/**
	 * What libraries log is for servers; commands say in words what matters of it.
	 */
	private static void quiet() {
		LogManager.getLogManager().reset();
		Logger.getLogger("").setLevel(Level.WARNING);
	}

	/**
	 * A secret may have been pasted anywhere, so nothing of the command line is repeated
	 * that looks like one.
	 */
	private static int explainUsage(ParameterException ex, String[] arguments) {
		CommandLine command = ex.getCommandLine();
		Output.fail(command, List.of(arguments).contains("--json"), KeyRedaction.redact(String.valueOf(ex.getMessage()))
				+ "%nTry '%s --help'.".formatted(command.getCommandSpec().qualifiedName()));
		return command.getCommandSpec().exitCodeOnInvalidInput();
	}

	private static int explain(Exception ex, CommandLine command) throws Exception {
		String message = messageOf(ex);
		if (message == null) {
			throw ex;
		}
		boolean json = command.getParseResult() != null && command.getParseResult().hasMatchedOption("--json");
		Output.fail(command, json, KeyRedaction.redact(message));
		return command.getCommandSpec().exitCodeOnExecutionException();
	}

	private static @Nullable String messageOf(Exception ex) {
		if (ex instanceof FileAlreadyExistsException) {
			return ex.getMessage() + " exists, and no key is ever overwritten; choose another directory or name";
		}
		if (ex instanceof IOException) {
			return ex.getMessage() + " can't be read or written (" + ex.getClass().getSimpleName() + ")";
		}
		return (ex instanceof ZmqSecureException || ex instanceof IllegalArgumentException) ? ex.getMessage() : null;
	}

	/**
	 * The version of the jar.
	 */
	static final class Version implements IVersionProvider {

		@Override
		public String[] getVersion() {
			String version = ZmqSecure.class.getPackage().getImplementationVersion();
			return new String[] { "zmq-secure " + ((version != null) ? version : "from the build") };
		}

	}

}
