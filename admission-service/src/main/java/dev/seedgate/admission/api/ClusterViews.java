package dev.seedgate.admission.api;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import dev.seedgate.admission.api.view.CheckView;
import dev.seedgate.admission.api.view.ClusterListView;
import dev.seedgate.admission.api.view.ClusterView;
import dev.seedgate.admission.api.view.OverviewView;
import dev.seedgate.admission.config.AdmissionSettings;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.operate.Diagnosis;
import dev.seedgate.admission.readmodel.ClusterOverview;
import dev.seedgate.admission.readmodel.ClusterReport;
import dev.seedgate.admission.readmodel.ClusterWatch;
import jakarta.inject.Singleton;
import java.util.Objects;

/** The configured clusters, as answers show them. */
@Singleton
public class ClusterViews {
    private final ClusterWatch watch;
    private final AdmissionSettings settings;
    private final SeedgateConfig config;

    ClusterViews(ClusterWatch watch, AdmissionSettings settings, SeedgateConfig config) {
        this.watch = watch;
        this.settings = settings;
        this.config = config;
    }

    /**
     * Refuses a cluster that nobody knows.
     *
     * @throws ProblemException when no cluster of this name is configured
     */
    public void requireKnown(String cluster) {
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

    public ClusterView cluster(String cluster) {
        return view(watch.report(cluster));
    }

    CheckView check(String cluster) {
        return check(watch.report(cluster));
    }

    /**
     * The same as it is shown to those who look all the time.
     *
     * @param most how many of those that wait are told one by one
     */
    public OverviewView overview(String cluster, int most) {
        ClusterOverview overview = watch.overview(cluster, most);
        return OverviewView.of(overview, check(overview.report()));
    }

    private CheckView check(ClusterReport report) {
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
