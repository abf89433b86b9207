// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Prints the script by which a shell completes commands.
 */
@Command(name = "generate-completion", mixinStandardHelpOptions = true,
		description = "Prints the script by which bash and zsh complete commands and options.",
		footerHeading = "%nExamples:%n", footer = { "  source <(zmq-secure generate-completion)",
				"  zmq-secure generate-completion > /etc/bash_completion.d/zmq-secure" })
final class CompletionCommand implements Callable<Integer> {

	@Spec
	private CommandSpec command = CommandSpec.create();

	@Mixin
	private Output output = new Output();

	@Override
	public Integer call() {
		CommandSpec root = this.command.root();
		String script = AutoComplete.bash(root.name(), root.commandLine());
		this.output.print(List.of(script), Map.of("script", script));
		return 0;
	}

}
