package dev.seedgate.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seedgate.k8s.PrometheusOperator.Endpoint;
import dev.seedgate.k8s.PrometheusOperator.PodMonitor;
import dev.seedgate.k8s.PrometheusOperator.PrometheusRule;
import dev.seedgate.k8s.PrometheusOperator.PrometheusRule.Rule;
import dev.seedgate.k8s.PrometheusOperator.ServiceMonitor;
import io.fabric8.kubernetes.api.model.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts speak of metrics that there are, which {@code docs/METRICS.md} lists, and say what to do. */
class AlertsTest {
    private static final Pattern METRIC = Pattern.compile("\\bseedgate_[a-z_]+");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"([a-z-]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(seedgate_[a-z_]+)` \\|([^|]*)\\|([^|]*)\\|(.*)\\|$");

    static List<Rule> rules() {
        return ManifestFiles.of(PrometheusRule.class, "components/monitoring").stream()
                .flatMap(rules -> rules.spec().groups().stream())
                .flatMap(group -> group.rules().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void speaksOfMetricsAndLabelsThatThereAre(Rule rule) {
        List<String> used = METRIC.matcher(rule.expr())
                .results()
                .map(found -> found.group())
                .toList();
        String described = used.stream().map(AlertsTest::row).collect(Collectors.joining());

        assertThat(used).isNotEmpty();
        LABEL.matcher(rule.expr())
                .results()
                .forEach(label -> assertThat(described).contains("`" + label.group(1) + "`"));
        Stream.of("no-worker", "held", "overdrawn", "failed")
                .filter(value -> rule.expr().contains("\"" + value + "\""))
                .forEach(value -> assertThat(described + reasons()).contains("`" + value + "`"));
    }

    /** The row of a metric, whose histogram or summary has further names. */
    private static String row(String metric) {
        Map<String, String> rows = ROW.matcher(text("../docs/METRICS.md"))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group()));
        String base = metric.replaceAll("_(bucket|count|sum)$", "");
        String row = Optional.ofNullable(rows.get(metric))
                .or(() -> Optional.ofNullable(rows.get(base)))
                .orElseThrow(() -> new AssertionError("docs/METRICS.md has no row of " + metric));
        if (!rows.containsKey(metric)) {
            assertThat(row).as("%s is of a", metric).containsAnyOf("histogram", "summary");
        }
        return row;
    }

    /** Those for which requests wait are in a list of their own. */
    private static String reasons() {
        return text("../docs/SCHEDULING.md");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void saysHowBadItIsWhatItIsAndWhatToDo(Rule rule) {
        assertThat(rule.alert()).startsWith("Seedgate");
        assertThat(Set.of("critical", "warning", "info"))
                .contains(String.valueOf(rule.labels().get("severity")));
        assertThat(rule.annotations()).containsOnlyKeys("summary", "action");
        assertThat(rule.annotations().values())
                .allSatisfy(text -> assertThat(text).hasSizeGreaterThan(20));
    }

    @Test
    void theOperatorsGuideKnowsEveryAlert() {
        String guide = text("../docs/KUBERNETES.md");

        assertThat(rules())
                .hasSizeGreaterThan(5)
                .allSatisfy(rule -> assertThat(guide).contains(rule.alert()));
    }

    @Test
    void bothServicesAreScraped() {
        ServiceMonitor service =
                ManifestFiles.of(ServiceMonitor.class, "components/monitoring").getFirst();
        PodMonitor workers =
                ManifestFiles.of(PodMonitor.class, "components/monitoring").getFirst();

        assertThat(Stream.concat(service.spec().endpoints().stream(), workers.spec().podMetricsEndpoints().stream()))
                .extracting(Endpoint::path, Endpoint::port)
                .containsOnly(tuple("/q/metrics", "http"));
        assertThat(ManifestFiles.of(Service.class, "base")
                        .getFirst()
                        .getMetadata()
                        .getLabels())
                .containsAllEntriesOf(service.spec().selector().getMatchLabels());
        assertThat(ServicePod.ofBase(ServicePod.SEED_WORKER)
                        .deployment()
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getLabels())
                .containsAllEntriesOf(workers.spec().selector().getMatchLabels());
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
