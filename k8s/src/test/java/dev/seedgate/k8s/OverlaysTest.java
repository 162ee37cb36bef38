package dev.seedgate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.worker.config.WorkerSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The overlays as they would be applied. Needs kubectl, which renders them. */
class OverlaysTest {
    private static final String CA = "seedgate-cluster-ca-cert";

    /** {@link Rendered} reads every document strictly as its model. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void isInOneNamespaceAndEveryoneOfOursIsMarked(String overlay) {
        List<HasMetadata> all = Rendered.overlay(overlay).all(HasMetadata.class);
        String namespace = ManifestFiles.read(ManifestFiles.ROOT.resolve("overlays/" + overlay + "/kustomization.yaml"))
                .namespace();

        assertThat(all)
                .hasSizeGreaterThan(20)
                .filteredOn(one -> !one.getKind().equals("Namespace"))
                .allSatisfy(one -> assertThat(one.getMetadata().getNamespace()).isEqualTo(namespace));
        for (String name : ServicePod.NAMES) {
            assertThat(pod(overlay, name)
                            .deployment()
                            .getSpec()
                            .getTemplate()
                            .getMetadata()
                            .getLabels())
                    .as("what the network policies choose by")
                    .containsEntry("app.kubernetes.io/part-of", "seedgate");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void whatPodsReferToIsThereOrIsSaidToBeMadeBeforehand(String overlay) throws IOException {
        Rendered rendered = Rendered.overlay(overlay);
        Set<String> there = Stream.concat(rendered.all(ConfigMap.class).stream(), rendered.all(Secret.class).stream())
                .map(one -> one.getMetadata().getName())
                .collect(Collectors.toCollection(HashSet::new));
        there.add(CA);
        rendered.all(KafkaUser.class)
                .forEach(user -> there.add(user.getMetadata().getName()));
        String guide = Files.readString(Path.of("../docs/KUBERNETES.md"));

        for (Deployment deployment : rendered.all(Deployment.class)) {
            references(new ServicePod(deployment.getMetadata().getName(), deployment))
                    .filter(name -> !there.contains(name))
                    .forEach(name -> assertThat(overlay.equals("production")
                                    && guide.contains("kubectl -n seedgate create secret generic " + name + " "))
                            .as("%s of %s", name, deployment.getMetadata().getName())
                            .isTrue());
        }
    }

    private static Stream<String> references(ServicePod pod) {
        Stream<String> volumes = pod.spec().getVolumes().stream().flatMap(OverlaysTest::references);
        Stream<String> variables = pod.container().getEnv().stream()
                .map(EnvVar::getValueFrom)
                .filter(Objects::nonNull)
                .map(from -> from.getSecretKeyRef().getName());
        return Stream.of(volumes, variables, pod.secretsInEnvironment().stream())
                .flatMap(all -> all);
    }

    private static Stream<String> references(Volume volume) {
        if (volume.getConfigMap() != null) {
            return Stream.of(volume.getConfigMap().getName());
        }
        return volume.getSecret() == null
                ? Stream.empty()
                : Stream.of(volume.getSecret().getSecretName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void aWorkerHasTimeToDrain(String overlay) {
        ServicePod pod = pod(overlay, ServicePod.SEED_WORKER);
        WorkerSettings settings = ConfigurationTest.worker(overlay, pod);

        assertThat(pod.terminationGracePeriod()).isGreaterThan(settings.timing().drain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void theBrokerIsReachedOnTheListenerThatItHas(String overlay) {
        Rendered rendered = Rendered.overlay(overlay);
        Kafka kafka = rendered.all(Kafka.class).getFirst();
        GenericKafkaListener listener =
                kafka.getSpec().getKafka().getListeners().getFirst();
        String bootstrap = kafka.getMetadata().getName() + "-kafka-bootstrap:" + listener.getPort();

        assertThat(listener.isTls()).isTrue();
        for (String name : ServicePod.NAMES) {
            assertThat(pod(overlay, name).environment())
                    .containsEntry("KAFKA_BOOTSTRAP_SERVERS", bootstrap)
                    .containsEntry("KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
                    .containsEntry("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512")
                    .containsEntry("KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/seedgate/kafka/ca.crt");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void topicsHaveAsManyReplicasAsThereAreBrokers(String overlay) {
        Rendered rendered = Rendered.overlay(overlay);
        int brokers = rendered.all(KafkaNodePool.class).getFirst().getSpec().getReplicas();

        assertThat(rendered.all(KafkaTopic.class))
                .hasSize(dev.seedgate.protocol.Topic.values().length)
                .allSatisfy(topic -> assertThat(topic.getSpec().getReplicas()).isEqualTo(brokers));
        assertThat(rendered.all(Kafka.class).getFirst().getSpec().getKafka().getConfig())
                .containsEntry("offsets.topic.replication.factor", brokers)
                .containsEntry("min.insync.replicas", Math.min(2, brokers));
    }

    /** Without a number of nodes to spread over, one node is spread enough for both. */
    @Test
    void bothReplicasOfProductionAreNeverOnOneNode() {
        assertThat(pod("production", ServicePod.ADMISSION_SERVICE).spec().getTopologySpreadConstraints())
                .filteredOn(spread -> spread.getWhenUnsatisfiable().equals("DoNotSchedule"))
                .singleElement()
                .satisfies(spread -> {
                    assertThat(spread.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
                    assertThat(spread.getMinDomains()).isEqualTo(2);
                    assertThat(spread.getMatchLabelKeys()).containsExactly("pod-template-hash");
                });
    }

    private static ServicePod pod(String overlay, String name) {
        return ServicePod.of(name, Rendered.overlay(overlay).all(Deployment.class));
    }
}
