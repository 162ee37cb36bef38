package dev.seedgate.k8s;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of the Prometheus operator's {@code monitoring.coreos.com/v1} as the manifests use. */
final class PrometheusOperator {
    private PrometheusOperator() {}

    record ServiceMonitor(String apiVersion, String kind, ObjectMeta metadata, ServiceMonitorSpec spec) {
        record ServiceMonitorSpec(LabelSelector selector, List<Endpoint> endpoints) {}
    }

    record PodMonitor(String apiVersion, String kind, ObjectMeta metadata, PodMonitorSpec spec) {
        record PodMonitorSpec(LabelSelector selector, List<Endpoint> podMetricsEndpoints) {}
    }

    record Endpoint(
            String port,
            String path,
            String interval,
            @Nullable Authorization authorization) {}

    record Authorization(Credentials credentials) {}

    record Credentials(String name, String key) {}

    record PrometheusRule(String apiVersion, String kind, ObjectMeta metadata, RulesSpec spec) {
        record RulesSpec(List<Group> groups) {}

        record Group(String name, List<Rule> rules) {}

        record Rule(
                String alert,
                String expr,
                @JsonProperty("for") @Nullable String lasting,
                Map<String, String> labels,
                Map<String, String> annotations) {}
    }
}
