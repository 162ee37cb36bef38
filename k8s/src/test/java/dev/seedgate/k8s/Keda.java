package dev.seedgate.k8s;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;

/** As much of KEDA's {@code keda.sh/v1alpha1} as the manifests use (keda.sh/docs/2.19/reference/scaledobject-spec). */
final class Keda {
    private Keda() {}

    record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, ScaledObjectSpec spec) {
        record ScaledObjectSpec(
                Target scaleTargetRef,
                int pollingInterval,
                int cooldownPeriod,
                int minReplicaCount,
                int maxReplicaCount,
                Fallback fallback,
                Advanced advanced,
                List<Trigger> triggers) {}

        record Target(String name) {}

        record Fallback(int failureThreshold, int replicas, Behavior behavior) {}

        /** What becomes of the replicas while the trigger fails; since KEDA 2.17. */
        enum Behavior {
            @JsonProperty("currentReplicasIfHigher")
            CURRENT_REPLICAS_IF_HIGHER
        }

        record Advanced(HpaConfig horizontalPodAutoscalerConfig) {}

        record HpaConfig(HorizontalPodAutoscalerBehavior behavior) {}

        /** {@code metadata} is text throughout: KEDA refuses numbers there. */
        record Trigger(String type, String metricType, Map<String, String> metadata, Reference authenticationRef) {}

        record Reference(String name) {}
    }

    record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, AuthenticationSpec spec) {
        record AuthenticationSpec(List<SecretTarget> secretTargetRef) {}

        record SecretTarget(String parameter, String name, String key) {}
    }

    /** A trigger's metadata that the scaler metrics-api knows (keda.sh/docs/2.19/scalers/metrics-api). */
    static final List<String> METRICS_API =
            List.of("url", "valueLocation", "targetValue", "activationTargetValue", "authMode");

    /** The only trigger of a ScaledObject. */
    static ScaledObject.Trigger trigger(ScaledObject scaled) {
        return scaled.spec().triggers().getFirst();
    }
}
