package dev.seedgate.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pod of one of our two services, as a Deployment has it. */
record ServicePod(String name, Deployment deployment) {
    static final String ADMISSION_SERVICE = "admission-service";
    static final String SEED_WORKER = "seed-worker";
    static final List<String> NAMES = List.of(ADMISSION_SERVICE, SEED_WORKER);

    static ServicePod of(String name, List<Deployment> among) {
        return among.stream()
                .filter(deployment -> deployment.getMetadata().getName().equals(name))
                .map(deployment -> new ServicePod(name, deployment))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no Deployment " + name));
    }

    static ServicePod ofBase(String name) {
        return of(name, ManifestFiles.of(Deployment.class, "base/" + name));
    }

    PodSpec spec() {
        return deployment.getSpec().getTemplate().getSpec();
    }

    Container container() {
        return spec().getContainers().getFirst();
    }

    Duration terminationGracePeriod() {
        return Duration.ofSeconds(spec().getTerminationGracePeriodSeconds());
    }

    /** The variables whose values are told, in their order. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (EnvVar variable : container().getEnv()) {
            if (variable.getValue() != null) {
                environment.put(variable.getName(), variable.getValue());
            }
        }
        return environment;
    }

    /** The secrets of which all values become variables. */
    List<String> secretsInEnvironment() {
        return container().getEnvFrom().stream()
                .map(from -> from.getSecretRef().getName())
                .toList();
    }
}
