// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Checks configurations.
 */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false, description = {
		"Says of each configuration what a start-up would say, without a socket and by the same code,",
		"warns of what a start-up allows, and puts the policy in words: who may reach which socket, from which",
		"addresses and with which rights. Of several files: which client meets which server, and what is refused.",
		"Files are read as Spring Boot reads them, with imports, profiles and the environment of this process." },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { " 0:nothing that stops a start-up, and no client that is refused",
				" 1:no such file, or one that says nothing under 'zmq.secure'",
				" 3:something that stops a start-up, a key that has ended, or a client that is refused",
				" 4:with '--strict', something to be warned of, such as a client that knows a previous key only" },
		footerHeading = "%nExamples:%n",
		footer = { "  zmq-secure check src/main/resources/application.yml",
				"  zmq-secure check orders/application.yml gateway/application.yml --strict",
				"  zmq-secure check application.yml --profiles production --json > policy.json" })
final class CheckCommand implements Callable<Integer> {

	private static final int ERRORS = 3;

	private static final int WARNINGS = 4;

	@Parameters(paramLabel = "FILE", arity = "1..*", description = "Files, or directories with an application.yml.")
	private List<Path> files = List.of();

	@Option(names = "--profiles", paramLabel = "PROFILE", split = ",", description = "The active profiles.")
	private List<String> profiles = List.of();

	@Option(names = "--expires-within", paramLabel = "DAYS",
			description = "Warn of keys that end within so many days. As shipped 30.")
	private int days = 30;

	@Option(names = "--strict", description = "Exit with 4 where there is something to be warned of.")
	private boolean strict;

	@Spec
	private CommandSpec command = CommandSpec.create();

	@Mixin
	private Output output = new Output();

	@Override
	public Integer call() {
		if (this.days < 0) {
			throw new ParameterException(this.command.commandLine(), "'--expires-within' is zero days or more");
		}
		List<CheckedFile> checked = this.files.stream().map((file) -> CheckedFile.of(file, this.profiles)).toList();
		List<Finding> findings = new ArrayList<>();
		checked.forEach((file) -> findings.addAll(new Linter(file, Instant.now(), Duration.ofDays(this.days)).run()));
		List<PolicyMatcher.Match> matches = (checked.size() > 1) ? new PolicyMatcher(checked).run() : List.of();
		boolean refused = matches.stream().anyMatch((match) -> match.refusal() != null);
		int exitCode = exitCode(findings, matches, refused);
		this.output.print(words(checked, findings, matches), object(checked, findings, matches, exitCode));
		return exitCode;
	}

	private int exitCode(List<Finding> findings, List<PolicyMatcher.Match> matches, boolean refused) {
		if (refused || findings.stream().anyMatch(Finding::error)) {
			return ERRORS;
		}
		boolean warned = !findings.isEmpty() || matches.stream().anyMatch(PolicyMatcher.Match::byPreviousOnly);
		return (this.strict && warned) ? WARNINGS : 0;
	}

	private static List<String> words(List<CheckedFile> checked, List<Finding> findings,
			List<PolicyMatcher.Match> matches) {
		List<String> words = new ArrayList<>();
		findings.forEach((finding) -> words.add(finding.words()));
		for (CheckedFile file : checked) {
			words.add(file.name());
			List<String> policy = new Policy(file).words();
			words.addAll((policy.isEmpty()) ? List.of("  no sockets that could be opened") : policy);
		}
		if (!matches.isEmpty()) {
			words.add("clients and servers");
			matches.forEach((match) -> words.add(match.words()));
		}
		return words;
	}

	private static Map<String, Object> object(List<CheckedFile> checked, List<Finding> findings,
			List<PolicyMatcher.Match> matches, int exitCode) {
		Map<String, Object> object = new LinkedHashMap<>();
		object.put("findings", findings.stream().map(Finding::object).toList());
		object.put("policy",
				checked.stream().flatMap((file) -> new Policy(file).rows().stream()).map(Policy.Row::object).toList());
		object.put("matches", matches.stream().map(PolicyMatcher.Match::object).toList());
		object.put("exitCode", exitCode);
		return object;
	}

}
