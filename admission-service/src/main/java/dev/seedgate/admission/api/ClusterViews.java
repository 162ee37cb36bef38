package dev.seedgate.admission.api;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import dev.seedgate.admission.api.view.CheckView;
import dev.seedgate.admission.api.view.ClusterListView;
import dev.seedgate.admission.api.view.ClusterView;
import dev.seedgate.admission.config.AdmissionSettings;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.operate.Diagnosis;
import dev.seedgate.admission.readmodel.ClusterReport;
import dev.seedgate.admission.readmodel.ClusterWatch;
import jakarta.inject.Singleton;
import java.util.Objects;

/** The configured clusters, as answers show them. */
@Singleton
class ClusterViews {
    private final ClusterWatch watch;
    private final AdmissionSettings settings;
    private final SeedgateConfig config;

    ClusterViews(ClusterWatch watch, AdmissionSettings settings, SeedgateConfig config) {
        this.watch = watch;
        this.settings = settings;
        this.config = config;
    }

    /** @throws ProblemException when no cluster of this name is configured */
    void requireKnown(String cluster) {
        if (!settings.clusters().containsKey(cluster)) {
            throw new ProblemException(
                    ProblemKind.NOT_FOUND,
                    "no cluster of this name is configured; known are: "
                            + String.join(", ", settings.clusters().keySet()));
        }
    }

    ClusterListView all() {
        return new ClusterListView(
                settings.clusters().keySet().stream().map(this::cluster).toList());
    }

    ClusterView cluster(String cluster) {
        return view(watch.report(cluster));
    }

    CheckView check(String cluster) {
        ClusterReport report = watch.report(cluster);
        return CheckView.of(
                report,
                view(report),
                Diagnosis.of(
                        report,
                        settings.policy().thresholds(),
                        settings.policy().observationWindow()));
    }

    private ClusterView view(ClusterReport report) {
        String cluster = report.cluster().cluster();
        return ClusterView.of(
                report,
                Objects.requireNonNull(config.clusters().get(cluster))
                        .databases()
                        .keySet(),
                Objects.requireNonNull(settings.clusters().get(cluster)),
                settings.policy().thresholds());
    }
}
