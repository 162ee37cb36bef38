package dev.seedgate.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.Executors;

/** A JVM that is to end waits 0.3 s for threads that are in native code, so nothing that a short verb uses may leave one behind. */
@AnalyzeClasses(
        packages = {"dev.seedgate.cli", "dev.seedgate.exec"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class SoonOverTest {
    @ArchTest
    static final ArchRule NOBODY_POLLS_FOR_EVER = noClasses()
            .that()
            .resideOutsideOfPackage("..cli.demo..")
            .should()
            .callMethod(Thread.class, "ofVirtual")
            .orShould()
            .callMethod(Thread.class, "startVirtualThread", Runnable.class)
            .orShould()
            .callMethod(Executors.class, "newVirtualThreadPerTaskExecutor")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..")
            .because(
                    "the JDK's threads that poll for virtual threads and for the newer HTTP client never leave native code"
                            + " (docs/PERFORMANCE.md)");
}
