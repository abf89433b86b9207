// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.support.DocumentationPage;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/troubleshooting.md} has each reason, and what health says.
 */
class TroubleshootingDocumentationTests {

	private static final Pattern LINK = Pattern.compile("]\\(#([\\w-]+)\\)");

	private final DocumentationPage page = DocumentationPage.of("docs/troubleshooting.md");

	@Test
	void hasEachReasonOfARefusal() {
		assertThat(this.page.names("reason"))
			.containsExactlyElementsOf(Arrays.stream(FailureReason.values()).map(FailureReason::tag).toList());
		assertThat(this.page.rows("reason")).allSatisfy((row) -> assertThat(row.split("\\|", -1)).hasSize(7));
	}

	@Test
	void hasEachReasonOfALoss() {
		assertThat(this.page.names("dropped as"))
			.containsExactlyElementsOf(Arrays.stream(DropReason.values()).map(DropReason::tag).toList());
	}

	@Test
	void hasWhatHealthSays() throws IOException {
		Path health = DocumentationPage.root()
			.resolve("zmq-secure-autoconfigure/src/main/java/io/github/zmqsecure/health");
		String indicator = Files.readString(health.resolve("ZmqHealthIndicator.java"))
				+ Files.readString(health.resolve("ZmqSocketHealthIndicator.java"));
		String others = Files.readString(health.resolve("ListenerHealth.java"))
				+ Files.readString(health.resolve("ZmqProxyHealthIndicator.java"))
				+ Files.readString(DocumentationPage.root()
					.resolve("zmq-secure-core/src/main/java/io/github/zmqsecure/channel/ContextWatchdog.java"));
		assertThat(this.page.names("`problems` says")).hasSizeGreaterThan(12)
			.allSatisfy((problem) -> assertThat(indicator + others).contains(problem));
		assertThat(List.of("disconnectedSince", "absentClients", "keyProblems", "handshakeFailures", "serverKey",
				"pendingHandshakes"))
			.allSatisfy((detail) -> assertThat(indicator).contains("\"" + detail + "\""))
			.allSatisfy((detail) -> assertThat(this.page.text()).contains("`" + detail + "`"));
	}

	@Test
	void namesExceptionsThatExist() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AssignableTypeFilter(ZmqSecureException.class));
		List<String> exceptions = scanner.findCandidateComponents("io.github.zmqsecure")
			.stream()
			.map(BeanDefinition::getBeanClassName)
			.map((name) -> name.substring(name.lastIndexOf('.') + 1))
			.toList();
		assertThat(this.page.names("exception")).isNotEmpty()
			.allSatisfy((name) -> assertThat(exceptions).contains(name));
	}

	@Test
	void linksToHeadings() {
		List<String> headings = this.page.text()
			.lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
			.toList();
		assertThat(LINK.matcher(this.page.text()).results().map((link) -> link.group(1))).isNotEmpty()
			.allSatisfy((link) -> assertThat(headings).contains(link));
	}

}
