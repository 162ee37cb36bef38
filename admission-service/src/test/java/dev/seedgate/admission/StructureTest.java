package dev.seedgate.admission;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the service, and who may know whom. */
@AnalyzeClasses(packages = "dev.seedgate.admission", importOptions = ImportOption.DoNotIncludeTests.class)
class StructureTest {
    @ArchTest
    static final ArchRule ROOMS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("app")
            .definedBy("..admission.app..")
            .layer("api")
            .definedBy("..admission.api..")
            .layer("intake")
            .definedBy("..admission.intake..")
            .layer("read model")
            .definedBy("..admission.readmodel..")
            .layer("operate")
            .definedBy("..admission.operate..")
            .layer("tokens")
            .definedBy("..admission.tokens..")
            .layer("advice")
            .definedBy("..admission.advice..")
            .layer("schedule")
            .definedBy("..admission.schedule..")
            .layer("metrics")
            .definedBy("..admission.metrics..")
            .layer("agent")
            .definedBy("..admission.agent..")
            .layer("loop")
            .definedBy("..admission.loop..")
            .layer("topics")
            .definedBy("..admission.topics..")
            .layer("ledger")
            .definedBy("..admission.ledger..")
            .layer("access")
            .definedBy("..admission.access..")
            .layer("config")
            .definedBy("..admission.config..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("intake")
            .mayOnlyBeAccessedByLayers("app", "api", "operate", "schedule", "tokens")
            .whereLayer("schedule")
            .mayOnlyBeAccessedByLayers("app", "api")
            .whereLayer("tokens")
            .mayOnlyBeAccessedByLayers("app", "api")
            .whereLayer("advice")
            .mayOnlyBeAccessedByLayers("app", "api")
            .whereLayer("operate")
            .mayOnlyBeAccessedByLayers("app", "api")
            .whereLayer("read model")
            .mayOnlyBeAccessedByLayers("app", "api", "operate", "intake", "schedule", "metrics", "tokens")
            .whereLayer("metrics")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("agent")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("loop")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("access")
            .mayOnlyBeAccessedByLayers("app", "api")
            .whereLayer("topics")
            .mayOnlyBeAccessedByLayers("app");

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching("dev.seedgate.admission.(*)..").should().beFreeOfCycles();
}
