package dev.seedgate.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pods of our services are allowed, asked and given. */
class PodsTest {
    private static final String NAME = "app.kubernetes.io/name";

    static List<ServicePod> pods() {
        return ServicePod.NAMES.stream().map(ServicePod::ofBase).toList();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void mayDoNothingThatTheyNeedNot(ServicePod pod) {
        var spec = pod.spec();
        assertThat(spec.getAutomountServiceAccountToken()).isFalse();
        assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(spec.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(spec.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(spec.getContainers()).hasSize(1).allSatisfy(container -> {
            var context = container.getSecurityContext();
            assertThat(context.getAllowPrivilegeEscalation()).isFalse();
            assertThat(context.getReadOnlyRootFilesystem()).isTrue();
            assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(context.getCapabilities().getAdd()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("pods")
    void runUnderAnAccountOfTheirOwnWithoutAToken(ServicePod pod) {
        assertThat(ManifestFiles.of(ServiceAccount.class, "base/" + pod.name()))
                .singleElement()
                .satisfies(account -> {
                    assertThat(account.getMetadata().getName())
                            .isEqualTo(pod.spec().getServiceAccountName());
                    assertThat(account.getAutomountServiceAccountToken()).isFalse();
                });
    }

    /** Variables of other services in the namespace, such as KAFKA_PORT, would be read as configuration. */
    @ParameterizedTest
    @MethodSource("pods")
    void areNotToldOfServicesByVariables(ServicePod pod) {
        assertThat(pod.spec().getEnableServiceLinks()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void haveTheImageOfTheirName(ServicePod pod) {
        assertThat(pod.container().getImage()).isEqualTo("seedgate/" + pod.name());
    }

    /** An image without a tag would be fetched anew each time, and one that was loaded into the node would not do. */
    @ParameterizedTest
    @MethodSource("pods")
    void startFromAnImageThatTheNodeHas(ServicePod pod) {
        assertThat(pod.container().getImagePullPolicy()).isEqualTo("IfNotPresent");
    }

    /** Throttled, they miss renewals and sessions. */
    @ParameterizedTest
    @MethodSource("pods")
    void haveMemoryThatIsTheirsAndNoLimitOnProcessorTime(ServicePod pod) {
        var resources = pod.container().getResources();
        assertThat(resources.getRequests()).containsKeys("cpu", "memory");
        assertThat(resources.getLimits()).containsOnlyKeys("memory");
        assertThat(resources.getLimits().get("memory"))
                .isEqualTo(resources.getRequests().get("memory"));
    }

    @ParameterizedTest
    @MethodSource("pods")
    void listenWhereTheServiceDoesByDefault(ServicePod pod) {
        JsonNode defaults = StrictYaml.documents(Path.of("..", pod.name(), "src/main/resources/application.yaml"))
                .getFirst();
        int port = defaults.at("/quarkus/http/port").asInt();

        assertThat(pod.container().getPorts())
                .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                .containsExactly(tuple("http", port));
        assertThat(pod.environment())
                .containsEntry("QUARKUS_HTTP_PORT", Integer.toString(port))
                .containsEntry("QUARKUS_HTTP_HOST", "0.0.0.0");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void areAskedForTheirHealth(ServicePod pod) {
        Container container = pod.container();
        assertThat(path(container.getLivenessProbe())).isEqualTo("/q/health/live");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/q/health/ready");
        assertThat(path(container.getStartupProbe())).isEqualTo("/q/health/live");
        assertThat(container.getStartupProbe().getPeriodSeconds()
                        * container.getStartupProbe().getFailureThreshold())
                .as("seconds for which a broker may be away at the start")
                .isGreaterThanOrEqualTo(1800);
    }

    /** All replicas ask the same broker: taken out as soon as it is slow, they would refuse everybody at once. */
    @Test
    void anAdmissionServiceThatIsNotReadyIsTakenOutAfterAMinute() {
        Probe readiness =
                ServicePod.ofBase(ServicePod.ADMISSION_SERVICE).container().getReadinessProbe();
        assertThat(readiness.getPeriodSeconds() * readiness.getFailureThreshold())
                .isGreaterThanOrEqualTo(60);
    }

    private static String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getValue()).isEqualTo("http");
        return probe.getHttpGet().getPath();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void writeOnlyToVolumesAndReadTheirConfigurationWhereItIsLookedFor(ServicePod pod) {
        assertThat(pod.container().getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains("/app/config", "/etc/seedgate/catalog", "/tmp");
        assertThat(pod.container().getVolumeMounts())
                .extracting(VolumeMount::getName)
                .containsExactlyInAnyOrderElementsOf(
                        pod.spec().getVolumes().stream().map(Volume::getName).toList());
        assertThat(pod.spec().getVolumes())
                .filteredOn(volume -> volume.getName().equals("config"))
                .singleElement()
                .satisfies(volume -> assertThat(volume.getConfigMap().getItems())
                        .singleElement()
                        .satisfies(item -> {
                            assertThat(item.getKey()).isEqualTo(pod.name() + ".yaml");
                            assertThat(item.getPath()).isEqualTo("application.yaml");
                        }));
        assertThat(pod.environment()).containsEntry("SEEDGATE_CATALOG", "/etc/seedgate/catalog");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void areChosenByTheirOwnLabels(ServicePod pod) {
        Map<String, String> labels =
                pod.deployment().getSpec().getTemplate().getMetadata().getLabels();
        assertThat(labels).containsEntry(NAME, pod.name());
        assertThat(pod.deployment().getSpec().getSelector().getMatchLabels()).isEqualTo(Map.of(NAME, pod.name()));
        assertThat(pod.spec().getTopologySpreadConstraints())
                .isNotEmpty()
                .allSatisfy(spread ->
                        assertThat(spread.getLabelSelector().getMatchLabels()).isEqualTo(Map.of(NAME, pod.name())));
    }

    @Test
    void theApiIsServedByTwoReplicasOfWhichOneMayBeTakenAway() {
        ServicePod pod = ServicePod.ofBase(ServicePod.ADMISSION_SERVICE);
        assertThat(pod.deployment().getSpec().getReplicas()).isEqualTo(2);
        assertThat(ManifestFiles.of(PodDisruptionBudget.class, "base"))
                .singleElement()
                .satisfies(budget -> {
                    assertThat(budget.getSpec().getSelector().getMatchLabels()).isEqualTo(Map.of(NAME, pod.name()));
                    assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
                });
        assertThat(ManifestFiles.of(Service.class, "base")).singleElement().satisfies(service -> {
            assertThat(service.getSpec().getSelector()).isEqualTo(Map.of(NAME, pod.name()));
            assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> {
                assertThat(port.getPort()).isEqualTo(8080);
                assertThat(port.getTargetPort().getStrVal()).isEqualTo("http");
            });
        });
    }

    /** Kubernetes kills what has not ended by then; the pause before the signal counts. */
    @Test
    void theAdmissionServiceHasTimeToLeaveTheGroup() {
        ServicePod pod = ServicePod.ofBase(ServicePod.ADMISSION_SERVICE);
        long pause = pod.container().getLifecycle().getPreStop().getSleep().getSeconds();

        assertThat(pod.terminationGracePeriod().toSeconds()).isGreaterThan(pause + 30);
    }

    @Test
    void everybodyIsDeniedButForThePortsThatAreListenedOn() {
        List<NetworkPolicy> policies = ManifestFiles.of(NetworkPolicy.class, "base");
        assertThat(policies).anySatisfy(policy -> {
            assertThat(policy.getSpec().getPodSelector().getMatchLabels())
                    .isEqualTo(Map.of("app.kubernetes.io/part-of", "seedgate"));
            assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
            assertThat(policy.getSpec().getIngress()).isEmpty();
            assertThat(policy.getSpec().getEgress()).isEmpty();
        });
        for (ServicePod pod : pods()) {
            int port = pod.container().getPorts().getFirst().getContainerPort();
            assertThat(policies.stream()
                            .filter(policy -> policy.getMetadata().getName().equals(pod.name()))
                            .flatMap(policy -> policy.getSpec().getIngress().stream())
                            .flatMap(rule -> rule.getPorts().stream())
                            .map(allowed -> allowed.getPort().getIntVal()))
                    .as(pod.name())
                    .containsExactly(port);
        }
        assertThat(policies.stream()
                        .flatMap(policy -> policy.getSpec().getEgress().stream())
                        .flatMap(rule -> Stream.ofNullable(rule.getPorts()).flatMap(List::stream))
                        .map(allowed -> allowed.getPort().getIntVal())
                        .distinct())
                .containsExactlyInAnyOrder(53, 9093, 5432, 443);
    }
}
