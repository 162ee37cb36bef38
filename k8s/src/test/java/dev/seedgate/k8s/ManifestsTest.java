package dev.seedgate.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedgate.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every manifest is what its model says, and every file is somebody's. */
class ManifestsTest {
    static List<Path> manifests() {
        return ManifestFiles.manifests();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void isWhatItsModelSays(Path manifest) {
        assertThat(StrictYaml.documents(manifest)).isNotEmpty().allSatisfy(Models::read);
    }

    /** What a test that cannot fail would let through. */
    @ParameterizedTest
    @CsvSource({
        "base/admission-service/deployment.yaml, /spec, replica, 2",
        "base/admission-service/deployment.yaml, /spec/template/spec, hostname, 7",
        "base/admission-service/deployment.yaml, /spec/template/spec/containers/0/livenessProbe, periodSecond, 7",
        "base/admission-service/service.yaml, /spec/ports/0, ports, 8080",
        "base/admission-service/pod-disruption-budget.yaml, /spec, maxUnavailible, 1",
        "base/network-policies.yaml, /spec, egres, x",
        "components/kafka/topics.yaml, /spec, partition, 4",
        "components/kafka/users.yaml, /spec/authorization/acls/0, operation, Read",
        "components/kafka/kafka.yaml, /spec, replica, 3",
        "components/keda/scaled-object.yaml, /spec, pollInterval, 15",
        "components/hpa/horizontal-pod-autoscaler.yaml, /spec, maxReplica, 3",
        "components/monitoring/prometheus-rule.yaml, /spec/groups/0/rules/0, expression, up",
        "overlays/production/kustomization.yaml, '', resource, x"
    })
    void aFieldThatTheModelDoesNotKnowIsRefused(String file, String at, String field, String value) {
        JsonNode document = ManifestFiles.document(file);
        ObjectNode object = (ObjectNode) document.at(at);
        if (value.matches("\\d+")) {
            object.put(field, Integer.parseInt(value));
        } else {
            object.put(field, value);
        }

        assertThatIllegalArgumentException().isThrownBy(() -> Models.read(document));
    }

    @ParameterizedTest
    @CsvSource({
        "base/admission-service/deployment.yaml, /spec, replicas",
        "base/admission-service/pod-disruption-budget.yaml, /metadata, name",
        "components/kafka/topics.yaml, /spec, partitions",
        "components/keda/scaled-object.yaml, /spec, pollingInterval",
        "components/keda/scaled-object.yaml, /spec/triggers/0/metadata, targetValue"
    })
    void aScalarOfAnotherTypeIsRefused(String file, String at, String field) {
        JsonNode document = ManifestFiles.document(file);
        ObjectNode object = (ObjectNode) document.at(at);
        if (object.path(field).isTextual()) {
            object.put(field, 1);
        } else {
            object.put(field, "2");
        }

        assertThatIllegalArgumentException().isThrownBy(() -> Models.read(document));
    }

    @Test
    void whatAKustomizationNamesIsThere() {
        for (Path kustomization : ManifestFiles.kustomizations()) {
            assertThat(ManifestFiles.read(kustomization).references())
                    .as("%s", kustomization)
                    .allSatisfy(name ->
                            assertThat(kustomization.resolveSibling(name)).exists());
        }
    }

    @Test
    void everyFileIsNamedByAKustomization() {
        Set<Path> named = new TreeSet<>(ManifestFiles.kustomizations());
        for (Path kustomization : ManifestFiles.kustomizations()) {
            ManifestFiles.read(kustomization)
                    .references()
                    .map(name -> kustomization.resolveSibling(name).normalize())
                    .filter(Files::isRegularFile)
                    .forEach(named::add);
        }

        assertThat(named).containsExactlyElementsOf(new TreeSet<>(ManifestFiles.all()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theSeedsAreSeeds(String overlay) {
        assertThat(Catalog.load(ManifestFiles.ROOT.resolve("overlays/" + overlay + "/catalog"))
                        .names())
                .isNotEmpty();
    }

    static List<String> overlays() {
        return ManifestFiles.OVERLAYS;
    }
}
