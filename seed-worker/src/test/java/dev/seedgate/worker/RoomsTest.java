package dev.seedgate.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the packages' descriptions promise. */
@AnalyzeClasses(packages = "dev.seedgate.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching("dev.seedgate.worker.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheConnectionRoomOpensConnections = noClasses()
            .that()
            .resideOutsideOfPackages("..worker.connection..", "..worker.config..", "..worker.feed.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.agroal..", "java.net..", "javax.net..", "javax.sql..")
            .because("the sockets of a token are counted there, and feeds come from web servers through one room");

    @ArchTest
    static final ArchRule feedsKnowNoDatabase = noClasses()
            .that()
            .resideInAPackage("..worker.feed..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.postgresql..", "dev.seedgate.protocol..");

    @ArchTest
    static final ArchRule seedsKnowNoBroker = noClasses()
            .that()
            .resideInAnyPackage("..worker.seed..", "..worker.connection..", "..worker.lease..", "..worker.feed..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.smallrye.reactive..", "dev.seedgate.worker.broker..");
}
