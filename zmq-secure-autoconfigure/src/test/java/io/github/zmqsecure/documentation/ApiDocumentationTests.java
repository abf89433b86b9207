// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import io.github.zmqsecure.support.DocumentationPage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that whatever is public stands in {@code docs/api.md}, or is in a package that
 * says that it is internal.
 */
@AnalyzeClasses(packages = "io.github.zmqsecure",
		importOptions = { ImportOption.DoNotIncludeTests.class, ApiDocumentationTests.DoNotIncludeTestJars.class })
class ApiDocumentationTests {

	private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");

	private static final String[] FOR_OTHER_ROOMS = { "ConnectionManager.getMemory", "ListenerObservations.start",
			"ManagedSocket.getInbound", "ManagedSocket.getManagedSettings", "ManagedSockets.addContextListener",
			"ManagedSockets.getMemory", "SocketConnections.getFlow", "SocketConnections.getMemory",
			"SocketConnections.getRoutingIds", "SocketConnections.setListener", "TemplateObservations.start" };

	@ArchTest
	void whatIsListedIsPublic(JavaClasses classes) {
		assertThat(listed()).hasSizeGreaterThan(80).allSatisfy((name) -> {
			assertThat(classes.contain(name)).as(name).isTrue();
			assertThat(classes.get(name).getModifiers()).as(name).contains(JavaModifier.PUBLIC);
		});
	}

	@ArchTest
	void whatIsPublicIsListedOrInternal(JavaClasses classes) {
		Set<String> listed = listed();
		Set<String> unlisted = new TreeSet<>();
		for (JavaClass type : classes) {
			if (type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC)
					&& !listed.contains(type.getName())) {
				unlisted.add(type.getName());
			}
		}
		assertThat(unlisted).isNotEmpty()
			.allSatisfy((name) -> assertThat(packageInfo(name.substring(0, name.lastIndexOf('.')))).as(name)
				.contains("Internal"));
	}

	/**
	 * Who may import a type may use what it speaks of, but for these methods, which are
	 * for other rooms.
	 */
	@ArchTest
	void whatIsListedSpeaksOfWhatIsListed(JavaClasses classes) {
		Set<String> listed = listed();
		Set<String> exposed = new TreeSet<>();
		for (String name : listed) {
			for (JavaCodeUnit unit : classes.get(name).getCodeUnits()) {
				if (unit.getModifiers().contains(JavaModifier.PUBLIC) && !(unit instanceof JavaConstructor)) {
					Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
						.map(ApiDocumentationTests::topLevel)
						.filter((type) -> type.getPackageName().startsWith("io.github.zmqsecure")
								&& !listed.contains(type.getName()))
						.forEach((type) -> exposed.add(classes.get(name).getSimpleName() + "." + unit.getName()));
				}
			}
		}
		assertThat(exposed).containsExactlyInAnyOrder(FOR_OTHER_ROOMS);
	}

	private static JavaClass topLevel(JavaClass type) {
		JavaClass top = type.getBaseComponentType();
		while (top.getEnclosingClass().isPresent()) {
			top = top.getEnclosingClass().get();
		}
		return top;
	}

	private static Set<String> listed() {
		Set<String> listed = new TreeSet<>();
		for (String row : DocumentationPage.of("docs/api.md").rows("package")) {
			String[] cells = row.split("\\|", -1);
			List<String> names = NAME.matcher(cells[1] + cells[2])
				.results()
				.map((MatchResult match) -> match.group(1))
				.toList();
			names.stream().skip(1).forEach((type) -> listed.add(names.get(0) + "." + type));
		}
		return listed;
	}

	private static String packageInfo(String name) throws IOException {
		for (String module : List.of("zmq-secure-nacl", "zmq-secure-core", "zmq-secure-autoconfigure")) {
			Path file = DocumentationPage.root()
				.resolve(module)
				.resolve("src/main/java")
				.resolve(name.replace('.', '/'))
				.resolve("package-info.java");
			if (Files.exists(file)) {
				return Files.readString(file);
			}
		}
		return "";
	}

	static final class DoNotIncludeTestJars implements ImportOption {

		@Override
		public boolean includes(Location location) {
			return !location.contains("-tests.jar");
		}

	}

}
