package dev.seedgate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.admission.config.AdmissionSettings;
import dev.seedgate.admission.config.HttpConfig;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.worker.config.WorkerConfig;
import dev.seedgate.worker.config.WorkerSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pods are configured with is what the services read: the very classes that they read it with check it here. */
class ConfigurationTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)}");
    private static final Pattern DOCUMENTED = Pattern.compile("`((?:seedgate|quarkus|kafka)[a-z.<>-]+)`");
    private static final int ENVIRONMENT = 300;
    private static final int FILE = 110;

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void theAdmissionServiceTakesItsConfiguration(String overlay) {
        SmallRyeConfig config = builder(overlay, ServicePod.ofBase(ServicePod.ADMISSION_SERVICE))
                .withMapping(SeedgateConfig.class)
                .withMapping(HttpConfig.class)
                .build();

        AdmissionSettings settings = AdmissionSettings.of(config.getConfigMapping(SeedgateConfig.class));

        assertThat(settings.clusters()).containsOnlyKeys("main");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void theWorkerTakesItsConfigurationAndKnowsTheSameDatabases(String overlay) {
        ServicePod admission = ServicePod.ofBase(ServicePod.ADMISSION_SERVICE);
        SeedgateConfig config = builder(overlay, admission)
                .withMapping(SeedgateConfig.class)
                .withMapping(HttpConfig.class)
                .build()
                .getConfigMapping(SeedgateConfig.class);

        WorkerSettings settings = worker(overlay, ServicePod.ofBase(ServicePod.SEED_WORKER));

        assertThat(settings.clusters().keySet()).isEqualTo(config.clusters().keySet());
        settings.clusters()
                .forEach((cluster, databases) -> assertThat(databases.keySet())
                        .isEqualTo(Objects.requireNonNull(config.clusters().get(cluster))
                                .databases()
                                .keySet()));
    }

    /** Kubernetes kills a worker that has not drained by then, and with it what it runs. */
    @Test
    void aWorkerHasTimeToDrain() {
        ServicePod pod = ServicePod.ofBase(ServicePod.SEED_WORKER);

        assertThat(pod.terminationGracePeriod())
                .isGreaterThan(worker("dev", pod).timing().drain());
    }

    static WorkerSettings worker(String overlay, ServicePod pod) {
        SmallRyeConfig config =
                builder(overlay, pod).withMapping(WorkerConfig.class).build();
        return WorkerSettings.of(config.getConfigMapping(WorkerConfig.class), "seed-worker-7f9c4d-x2k8p", "life");
    }

    private static SmallRyeConfigBuilder builder(String overlay, ServicePod pod) {
        String file = text(configuration(overlay, pod));
        Map<String, String> environment = new HashMap<>(pod.environment());
        passwords(file).forEach(name -> environment.put(name, "secret"));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withValidateUnknown(true)
                .withSources(new EnvConfigSource(environment, ENVIRONMENT))
                .withSources(new YamlConfigSource(overlay, file, FILE));
    }

    private static Path configuration(String overlay, ServicePod pod) {
        return ManifestFiles.ROOT.resolve("overlays/" + overlay + "/config/" + pod.name() + ".yaml");
    }

    private static Set<String> passwords(String file) {
        return PLACEHOLDER.matcher(file).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void aPasswordIsNeverWrittenDown(String overlay) {
        for (String name : ServicePod.NAMES) {
            assertThat(text(configuration(overlay, ServicePod.ofBase(name))).lines())
                    .filteredOn(line -> line.contains("password:"))
                    .isNotEmpty()
                    .allMatch(line -> line.matches(" *password: \\$\\{[A-Z_]+}"));
        }
    }

    /** In dev the secrets are made by the overlay, so they show what must be in them. */
    @Test
    void thePasswordsThatAreNamedAreInTheSecretsThatThePodIsGiven() {
        Kustomization dev = ManifestFiles.read(ManifestFiles.ROOT.resolve("overlays/dev/kustomization.yaml"));
        for (String name : ServicePod.NAMES) {
            ServicePod pod = ServicePod.ofBase(name);
            Set<String> given = Kustomization.list(dev.secretGenerator())
                    .filter(secret -> pod.secretsInEnvironment().contains(secret.name()))
                    .flatMap(Kustomization.Generator::keys)
                    .collect(Collectors.toSet());
            for (String overlay : ManifestFiles.OVERLAYS) {
                assertThat(given).containsAll(passwords(text(configuration(overlay, pod))));
            }
        }
    }

    @Test
    void everyVariableIsASettingThatThereIs() {
        Set<String> documented = documented();
        Set<String> kafka = new TreeSet<>(ConsumerConfig.configNames());
        kafka.addAll(ProducerConfig.configNames());
        kafka.stream().map(name -> variable("kafka." + name)).forEach(documented::add);
        for (Path file : ManifestFiles.all()) {
            if (file.toString().endsWith(".yaml")) {
                variables(file)
                        .forEach(name -> assertThat(documented)
                                .as("%s in %s", name, file)
                                .contains(name));
            }
        }
    }

    private static List<String> variables(Path file) {
        return Pattern.compile("name: ((?:SEEDGATE|QUARKUS|KAFKA)_[A-Z_]+)")
                .matcher(text(file))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Set<String> documented() {
        return DOCUMENTED
                .matcher(text(Path.of("../docs/CONFIGURATION.md")))
                .results()
                .map((MatchResult found) -> variable(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
