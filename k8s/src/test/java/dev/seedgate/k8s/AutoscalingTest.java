package dev.seedgate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.admission.api.ScalingResource;
import dev.seedgate.admission.api.view.ScalingView;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.junit.jupiter.api.Test;

/** The autoscalers ask what there is to be asked, and scale what there is to be scaled. */
class AutoscalingTest {
    private final Keda.ScaledObject scaled =
            ManifestFiles.of(Keda.ScaledObject.class, "components/keda").getFirst();
    private final Map<String, String> trigger = Keda.trigger(scaled).metadata();
    private final URI url = URI.create(Objects.requireNonNull(trigger.get("url")));

    @Test
    void kedaAsksTheApiForANumberThatItAnswersWith() {
        assertThat(trigger.keySet()).containsExactlyInAnyOrderElementsOf(Keda.METRICS_API);
        assertThat(url.getPort()).isEqualTo(8080);
        assertThat(url.getPath())
                .isEqualTo(ScalingResource.class.getAnnotation(Path.class).value());
        RecordComponent answered = Arrays.stream(ScalingView.class.getRecordComponents())
                .filter(component -> component.getName().equals(trigger.get("valueLocation")))
                .findFirst()
                .orElseThrow();
        assertThat(answered.getType()).isEqualTo(int.class);
    }

    @Test
    void kedaAsksWithParametersThatThereAre() {
        Method get = Arrays.stream(ScalingResource.class.getMethods())
                .filter(method -> method.getName().equals("get"))
                .findFirst()
                .orElseThrow();
        List<String> known = Arrays.stream(get.getAnnotationsByType(Parameter.class))
                .map(Parameter::name)
                .toList();

        assertThat(parameters().keySet()).isNotEmpty().isSubsetOf(known);
    }

    /** KEDA asks from a namespace of its own. */
    @Test
    void kedaAsksTheServiceInTheNamespaceInWhichItIs() {
        Kustomization production =
                ManifestFiles.read(ManifestFiles.ROOT.resolve("overlays/production/kustomization.yaml"));

        assertThat(url.getHost()).isEqualTo(ServicePod.ADMISSION_SERVICE + "." + production.namespace());
    }

    @Test
    void theWorkersHaveTheSlotsThatAreReckonedWith() {
        assertThat(ServicePod.ofBase(ServicePod.SEED_WORKER).environment())
                .containsEntry("SEEDGATE_WORKER_SLOTS", parameters().get("slots"));
    }

    private Map<String, String> parameters() {
        return Arrays.stream(url.getQuery().split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parameter -> parameter[0], parameter -> parameter[1]));
    }

    /** As many replicas as the number says: one for each one of it. */
    @Test
    void oneIsOneReplica() {
        assertThat(trigger).containsEntry("targetValue", "1").containsEntry("activationTargetValue", "0");
        assertThat(Keda.trigger(scaled).metricType()).isEqualTo("AverageValue");
    }

    @Test
    void bothScaleTheWorkers() {
        assertThat(scaled.spec().scaleTargetRef().name()).isEqualTo(ServicePod.SEED_WORKER);
        assertThat(ManifestFiles.of(HorizontalPodAutoscaler.class, "components/hpa"))
                .singleElement()
                .satisfies(scaler -> assertThat(
                                scaler.getSpec().getScaleTargetRef().getName())
                        .isEqualTo(ServicePod.SEED_WORKER));
        assertThat(ServicePod.ofBase(ServicePod.SEED_WORKER)
                        .deployment()
                        .getSpec()
                        .getReplicas())
                .as("a number here would undo the autoscaler's with every apply")
                .isNull();
    }

    @Test
    void theKeyThatItAsksWithIsASecretsValue() {
        assertThat(ManifestFiles.of(Keda.TriggerAuthentication.class, "components/keda"))
                .singleElement()
                .satisfies(authentication -> {
                    assertThat(authentication.metadata().getName())
                            .isEqualTo(Keda.trigger(scaled).authenticationRef().name());
                    assertThat(authentication.spec().secretTargetRef())
                            .singleElement()
                            .satisfies(target -> assertThat(target.parameter()).isEqualTo("token"));
                });
    }
}
