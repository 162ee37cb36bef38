package dev.seedgate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.entityoperator.EntityOperatorTemplate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pod of ours, and of the broker, is what its namespace admits. */
class RestrictedTest {
    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void isWhatTheNamespaceEnforces(String overlay) {
        assertThat(Rendered.overlay(overlay).all(Namespace.class))
                .singleElement()
                .satisfies(namespace -> assertThat(namespace.getMetadata().getLabels())
                        .isEqualTo(Map.of("pod-security.kubernetes.io/enforce", "restricted")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void podsOfDeploymentsAreAdmitted(String overlay) {
        for (Deployment deployment : Rendered.overlay(overlay).all(Deployment.class)) {
            var spec = deployment.getSpec().getTemplate().getSpec();
            PodSecurityContext pod = spec.getSecurityContext();
            assertThat(pod.getRunAsNonRoot()).isTrue();
            assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(spec.getContainers())
                    .as(deployment.getMetadata().getName())
                    .allSatisfy(container -> gainsNothing(container.getSecurityContext()));
        }
    }

    /** The operator sets none of it by itself, and the API server then refuses the broker's pods. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void podsOfStrimziAreAdmitted(String overlay) {
        var spec = Rendered.overlay(overlay).all(Kafka.class).getFirst().getSpec();
        EntityOperatorTemplate operators = spec.getEntityOperator().getTemplate();

        assertThat(Stream.of(
                        spec.getKafka().getTemplate().getKafkaContainer(),
                        operators.getTopicOperatorContainer(),
                        operators.getUserOperatorContainer()))
                .allSatisfy(container -> {
                    SecurityContext context = container.getSecurityContext();
                    gainsNothing(context);
                    assertThat(context.getRunAsNonRoot()).isTrue();
                    assertThat(context.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
                });
    }

    private static void gainsNothing(SecurityContext context) {
        assertThat(context.getAllowPrivilegeEscalation()).isFalse();
        assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(context.getCapabilities().getAdd()).isEmpty();
    }
}
