// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure;

import java.lang.reflect.AccessibleObject;
import java.util.List;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import org.jspecify.annotations.NullMarked;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the rooms of the library: who may know whom.
 */
@AnalyzeClasses(packages = "io.github.zmqsecure",
		importOptions = { ImportOption.DoNotIncludeTests.class, ArchitectureTests.DoNotIncludeTestJars.class })
class ArchitectureTests {

	private static final String ROOT = "io.github.zmqsecure";

	/** From the bottom to the top; rooms of one floor don't know each other. */
	private static final List<Set<String>> FLOORS = List.of(Set.of("nacl"), Set.of("memory", "thread"), Set.of("curve"),
			Set.of("endpoint"), Set.of("auth"), Set.of("socket"), Set.of("jeromq"), Set.of("connection"),
			Set.of("channel"), Set.of("converter", "observation"), Set.of("template", "proxy"), Set.of("listener"),
			Set.of("annotation"), Set.of("health", "metrics", "actuate", "discovery"), Set.of("autoconfigure"));

	/**
	 * What is needed of JeroMQ's inside to send and receive in a socket's own mailbox.
	 */
	private static final Set<String> USABLE_INTERNALS = Set.of("zmq.Msg", "zmq.SocketBase", "zmq.ZMQ", "zmq.ZError",
			"zmq.msg.MsgAllocator", "zmq.io.Metadata");

	@ArchTest
	static final ArchRule roomsKnowOnlyTheRoomsBelow = layers();

	@ArchTest
	static final ArchRule thereAreNoCycles = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule theRootPackageKnowsNoRoom = noClasses().that()
		.resideInAPackage(ROOT)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(ROOT + ".(*)..");

	@ArchTest
	static final ArchRule onlyOneRoomLooksInsideJeromq = noClasses().that()
		.resideOutsideOfPackage(ROOT + ".jeromq")
		.should()
		.dependOnClassesThat(areInternalsOfJeromq());

	/**
	 * VarHandles, which the room {@code jeromq} uses, can't write a final field.
	 */
	@ArchTest
	static final ArchRule nothingWritesFieldsByReflection = noClasses().should()
		.callMethodWhere(DescribedPredicate.describe("fields are made accessible or written by reflection",
				(call) -> (call.getTargetOwner().isAssignableTo(AccessibleObject.class)
						&& (call.getName().startsWith("set") || call.getName().equals("trySetAccessible")))
						|| call.getName().startsWith("unreflect")))
		.orShould()
		.dependOnClassesThat()
		.resideInAnyPackage("sun.misc..", "jdk.internal..");

	/**
	 * Which logs what ends a thread; those that are not to end are guarded. The I/O
	 * threads of JeroMQ recover by themselves.
	 */
	@ArchTest
	static final ArchRule onlyOneClassMakesThreads = noClasses().that()
		.haveNameNotMatching(".*\\.thread\\.DaemonThreads|.*\\.socket\\.ContextGeneration(\\$.*)?")
		.should()
		.callConstructorWhere(DescribedPredicate.describe("a thread is made",
				(call) -> call.getTargetOwner().isAssignableTo(Thread.class)));

	@ArchTest
	static final ArchRule springFactoriesOfActuatorStayInTheirRooms = noClasses().that()
		.resideOutsideOfPackages(ROOT + ".health", ROOT + ".actuate", ROOT + ".metrics", ROOT + ".observation",
				ROOT + ".autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot..", "io.micrometer..");

	@ArchTest
	static final ArchRule theLibraryKnowsNothingOfBoot = noClasses().that()
		.resideOutsideOfPackages(ROOT + ".health", ROOT + ".actuate", ROOT + ".metrics", ROOT + ".autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot..");

	@ArchTest
	static final ArchRule nothingLogsWithJavaUtilLogging = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.util.logging", "org.slf4j..", "org.apache.logging..", "ch.qos.logback..");

	@ArchTest
	static final ArchRule nothingIsInjectedIntoFields = noFields().should()
		.beAnnotatedWith(Autowired.class)
		.orShould()
		.beAnnotatedWith(Value.class);

	@ArchTest
	static final ArchRule loggersAreConstants = fields().that()
		.haveRawType("org.apache.commons.logging.Log")
		.and()
		.areDeclaredInClassesThat()
		.doNotHaveSimpleName("RateLimitedLog")
		.should()
		.bePrivate()
		.andShould()
		.beStatic()
		.andShould()
		.beFinal();

	@ArchTest
	void everyPackageIsNullMarked(JavaClasses classes) {
		assertThat(classes.getPackage(ROOT).getSubpackagesInTree()).filteredOn((each) -> !each.getClasses().isEmpty())
			.isNotEmpty()
			.allSatisfy((each) -> assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue());
	}

	@ArchTest
	void everyRoomHasItsFloor(JavaClasses classes) {
		assertThat(classes.getPackage(ROOT).getSubpackages()).extracting(JavaPackage::getRelativeName)
			.containsExactlyInAnyOrderElementsOf(FLOORS.stream().flatMap(Set::stream).toList());
	}

	private static ArchRule layers() {
		Architectures.LayeredArchitecture architecture = Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInLayers();
		for (Set<String> floor : FLOORS) {
			for (String room : floor) {
				architecture = architecture.optionalLayer(room).definedBy(ROOT + "." + room + "..");
			}
		}
		for (int i = 0; i < FLOORS.size(); i++) {
			String[] above = FLOORS.subList(i + 1, FLOORS.size()).stream().flatMap(Set::stream).toArray(String[]::new);
			for (String room : FLOORS.get(i)) {
				architecture = (above.length > 0) ? architecture.whereLayer(room).mayOnlyBeAccessedByLayers(above)
						: architecture.whereLayer(room).mayNotBeAccessedByAnyLayer();
			}
		}
		return architecture;
	}

	private static DescribedPredicate<JavaClass> areInternalsOfJeromq() {
		return DescribedPredicate.describe("are internals of JeroMQ", (type) -> {
			String name = type.getName();
			return name.startsWith("zmq.") && !USABLE_INTERNALS.contains(name.replaceAll("\\$.*", ""));
		});
	}

	static final class DoNotIncludeTestJars implements ImportOption {

		@Override
		public boolean includes(Location location) {
			return !location.contains("-tests.jar");
		}

	}

}
