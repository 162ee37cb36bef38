package dev.seedgate.localstack.installation;

import dev.seedgate.localstack.workload.Login;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an installation is to be.
 *
 * @param catalog the folder with the seed definitions
 * @param cluster what the PostgreSQL server is called
 * @param agent how the database agent connects
 * @param databases how workers connect to each of the cluster's databases, by name
 * @param classes those that have reservations
 * @param headroom slots that stay free
 * @param workers how many are started; more can be started later
 * @param properties beyond or instead of what the rest says, each for the service that knows it: {@code seedgate.worker.*} for
 *     workers, {@code seedgate.timing.lease} and the like for the admission service, what is not Seedgate's for both
 * @param services what single services have of their own, by name: {@code worker-1}, {@code admission}, and whatever a standby is
 *     called
 * @param jvmOptions of both services, after our own, so that they win; ours are for many short runs on a small machine
 */
public record InstallationConfig(
        Path catalog,
        String cluster,
        Login agent,
        Map<String, Login> databases,
        List<ConsumerClass> classes,
        int headroom,
        int workers,
        Map<String, String> properties,
        Map<String, ServiceSettings> services,
        List<String> jvmOptions) {
    private static final String DEFAULT_CLUSTER = "main";
    private static final int DEFAULT_WORKERS = 3;

    public InstallationConfig {
        databases = Map.copyOf(databases);
        classes = List.copyOf(classes);
        properties = Map.copyOf(properties);
        services = Map.copyOf(services);
        jvmOptions = List.copyOf(jvmOptions);
        if (workers < 0) {
            throw new IllegalArgumentException("workers must not be negative, got: " + workers);
        }
    }

    /** One database, no reservations, a headroom of 1, three workers. */
    public static InstallationConfig of(Path catalog, Login agent, String database, Login seeds) {
        return new InstallationConfig(
                catalog,
                DEFAULT_CLUSTER,
                agent,
                Map.of(database, seeds),
                List.of(),
                1,
                DEFAULT_WORKERS,
                Map.of(),
                Map.of(),
                List.of());
    }

    public InstallationConfig withClasses(List<ConsumerClass> newClasses) {
        return new InstallationConfig(
                catalog, cluster, agent, databases, newClasses, headroom, workers, properties, services, jvmOptions);
    }

    public InstallationConfig withHeadroom(int newHeadroom) {
        return new InstallationConfig(
                catalog, cluster, agent, databases, classes, newHeadroom, workers, properties, services, jvmOptions);
    }

    public InstallationConfig withWorkers(int newWorkers) {
        return new InstallationConfig(
                catalog, cluster, agent, databases, classes, headroom, newWorkers, properties, services, jvmOptions);
    }

    public InstallationConfig withProperty(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put(name, value);
        return new InstallationConfig(
                catalog, cluster, agent, databases, classes, headroom, workers, all, services, jvmOptions);
    }

    /** What the admission service compares when it is asked for a plan. */
    public InstallationConfig withPlans(List<ServerPlan> plans) {
        InstallationConfig config = this;
        for (int i = 0; i < plans.size(); i++) {
            String property = "seedgate.plans[" + i + "].";
            ServerPlan plan = plans.get(i);
            config = config.withProperty(property + "name", plan.name())
                    .withProperty(property + "max-connections", Integer.toString(plan.maxConnections()))
                    .withProperty(property + "price", Integer.toString(plan.price()));
        }
        return config;
    }

    /** Settings of one service alone. */
    public InstallationConfig withService(String name, ServiceSettings settings) {
        Map<String, ServiceSettings> all = new LinkedHashMap<>(services);
        all.put(name, settings);
        return new InstallationConfig(
                catalog, cluster, agent, databases, classes, headroom, workers, properties, all, jvmOptions);
    }

    ServiceSettings service(String name) {
        return services.getOrDefault(name, ServiceSettings.NONE);
    }

    /** For instance {@code -XX:TieredStopAtLevel=4} where throughput is measured. */
    public InstallationConfig withJvmOptions(List<String> newOptions) {
        return new InstallationConfig(
                catalog, cluster, agent, databases, classes, headroom, workers, properties, services, newOptions);
    }
}
