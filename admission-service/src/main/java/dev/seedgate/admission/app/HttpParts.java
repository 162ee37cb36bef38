package dev.seedgate.admission.app;

import dev.seedgate.admission.advice.Advisor;
import dev.seedgate.admission.config.AdmissionSettings;
import dev.seedgate.admission.config.HttpConfig;
import dev.seedgate.admission.config.HttpLimits;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.intake.Intake;
import dev.seedgate.admission.operate.Operations;
import dev.seedgate.admission.operate.Retries;
import dev.seedgate.admission.readmodel.ClusterHistory;
import dev.seedgate.admission.readmodel.ClusterWatch;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.admission.readmodel.RunLogs;
import dev.seedgate.admission.readmodel.RunRejects;
import dev.seedgate.admission.schedule.ScheduleRunner;
import dev.seedgate.admission.tokens.TokenDesk;
import dev.seedgate.catalog.LiveCatalog;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What the HTTP API needs, made from the configuration; the first request finds it running. */
@Singleton
public class HttpParts {
    private final KafkaClients kafka;
    private final SeedgateConfig config;
    private final AdmissionSettings settings;
    private final HttpLimits limits;

    HttpParts(KafkaClients kafka, SeedgateConfig config, HttpConfig http) {
        this.kafka = kafka;
        this.config = config;
        this.settings = AdmissionSettings.of(config);
        this.limits = HttpLimits.of(http);
    }

    @Produces
    @Singleton
    AdmissionSettings settings() {
        return settings;
    }

    @Produces
    @Singleton
    HttpLimits limits() {
        return limits;
    }

    @Produces
    @Singleton
    @Startup(AdmissionService.TOPICS_FIRST + 1)
    ReadModel readModel() {
        return ReadModel.start(readModelSettings());
    }

    @Produces
    @Singleton
    @Startup(AdmissionService.TOPICS_FIRST + 2)
    ClusterWatch clusterWatch(ReadModel readModel) {
        return ClusterWatch.start(readModel, readModelSettings());
    }

    @Produces
    @Singleton
    @Startup(AdmissionService.TOPICS_FIRST + 2)
    ClusterHistory clusterHistory() {
        return ClusterHistory.start(readModelSettings());
    }

    @Produces
    @Singleton
    RunLogs runLogs() {
        return new RunLogs(kafka.common(), settings.topics());
    }

    @Produces
    @Singleton
    RunRejects runRejects() {
        return new RunRejects(kafka.common(), settings.topics());
    }

    @Produces
    @Singleton
    Advisor advisor() {
        return new Advisor(kafka.common(), settings.topics(), settings.policy());
    }

    private ReadModel.Settings readModelSettings() {
        return new ReadModel.Settings(
                kafka.common(), settings.topics(), settings.policy(), limits.finishedSeeds(), limits.catchUpTimeout());
    }

    @Produces
    @Singleton
    Operations operations(Intake intake, ClusterWatch watch) {
        return new Operations(intake, watch);
    }

    @Produces
    @Singleton
    TokenDesk tokenDesk(Intake intake, ReadModel readModel) {
        return new TokenDesk(intake.tokens(), readModel, settings.policy());
    }

    @Produces
    @Singleton
    Retries retries(Intake intake, ReadModel readModel) {
        return new Retries(intake, readModel);
    }

    @Produces
    @Singleton
    @Startup(AdmissionService.TOPICS_FIRST + 2)
    Intake intake(ReadModel readModel, LiveCatalog catalog) {
        return Intake.start(
                new Intake.Settings(kafka.common(), settings.topics(), catalog::current, config, limits), readModel);
    }

    @Produces
    @Singleton
    LiveCatalog catalog() {
        return LiveCatalog.follow(config.catalog(), new CatalogLog());
    }

    void stop(@Disposes LiveCatalog catalog) {
        catalog.close();
    }

    @Produces
    @Singleton
    @Startup(AdmissionService.TOPICS_FIRST + 3)
    ScheduleRunner schedules(Intake intake, ReadModel readModel) {
        return ScheduleRunner.start(config, intake, readModel, InstantSource.system());
    }

    void stop(@Disposes ScheduleRunner schedules) {
        schedules.close();
    }

    void stop(@Disposes ReadModel readModel) {
        readModel.close();
    }

    void stop(@Disposes ClusterWatch watch) {
        watch.close();
    }

    void stop(@Disposes ClusterHistory history) {
        history.close();
    }

    void stop(@Disposes Intake intake) {
        intake.close();
    }
}
