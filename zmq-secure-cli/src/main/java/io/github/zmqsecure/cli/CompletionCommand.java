/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
