package dev.seedgate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Grafana's dashboard shows metrics that there are, and says what each panel is about. */
class DashboardTest {
    private static final Pattern METRIC = Pattern.compile("\\bseedgate_[a-z_]+");

    @Test
    void showsMetricsThatTheDocumentTellsOf() throws IOException {
        String document = Files.readString(Path.of("../docs/METRICS.md"));

        assertThat(panels().stream().flatMap(panel -> panel.findValuesAsText("expr").stream()))
                .hasSizeGreaterThan(10)
                .allSatisfy(expression -> assertThat(METRIC.matcher(expression).results())
                        .isNotEmpty()
                        .allSatisfy(metric -> assertThat(document)
                                .contains("| `" + metric.group().replaceAll("_(bucket|count|sum)$", "") + "` |")));
    }

    @Test
    void saysWhatEachPanelIsAbout() throws IOException {
        assertThat(panels()).allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText()).endsWith(".");
        });
    }

    private static List<JsonNode> panels() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("../docker/grafana/dashboards/seedgate.json").toFile());
        return dashboard.path("panels").valueStream().toList();
    }
}
