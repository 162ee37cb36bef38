package dev.seedgate.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.seedgate.protocol.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** What the core is pure of, and which way its packages look. */
class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.seedgate.core");

    @Test
    void dependsOnNothingButJavaAndTheProtocol() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.seedgate.core..",
                        "dev.seedgate.protocol",
                        "java.lang..",
                        "java.math",
                        "java.time..",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "org.jspecify.annotations")
                .check(CORE);
        noClasses().should().dependOnClassesThat().areAssignableTo(Json.class).check(CORE);
    }

    @Test
    void asksNeitherClockNorChanceNorThreads() {
        noClasses().should().callMethod(Instant.class, "now").check(CORE);
        noClasses().should().callMethod(System.class, "nanoTime").check(CORE);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CORE);
        noClasses().should().callMethod(UUID.class, "randomUUID").check(CORE);
        noClasses().should().callMethod(Math.class, "random").check(CORE);
        for (Class<?> impure : new Class<?>[] {Clock.class, Random.class, Thread.class, Executor.class}) {
            noClasses().should().dependOnClassesThat().areAssignableTo(impure).check(CORE);
        }
    }

    @Test
    void theLedgerKnowsNoRule() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.seedgate.core.ledger", "dev.seedgate.core.event")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.seedgate.core.decide", "dev.seedgate.core.command")
                .check(CORE);
    }

    @Test
    void commandsAreForTheRulesAndWhoeverRunsThemAheadOrAnew() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.seedgate.core.decide",
                        "dev.seedgate.core.command",
                        "dev.seedgate.core.outlook",
                        "dev.seedgate.core.advice")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.seedgate.core.command")
                .check(CORE);
        classes()
                .that()
                .resideInAPackage("dev.seedgate.core.command")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.seedgate.core.command", "dev.seedgate.protocol", "java..", "org.jspecify.annotations")
                .check(CORE);
    }
}
