package dev.seedgate.admission.config;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.TenantShares;
import dev.seedgate.core.UseThresholds;
import dev.seedgate.core.advice.PlanOffer;
import dev.seedgate.protocol.Checks;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.protocol.TopicNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configuration, checked and in the core's own types.
 *
 * @param installation tells this installation's sessions from another's on the same server
 * @param topics the topics' names
 * @param policy the ledgers' times and limits
 * @param clusters what is kept free in each cluster, by its name
 * @param plans of the servers' provider
 */
public record AdmissionSettings(
        String installation,
        TopicNames topics,
        Policy policy,
        SortedMap<String, Reservations> clusters,
        List<PlanOffer> plans) {
    public AdmissionSettings {
        clusters = Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
        plans = List.copyOf(plans);
    }

    /**
     * Checks and translates.
     *
     * @throws IllegalArgumentException naming the property that is wrong
     */
    public static AdmissionSettings of(SeedgateConfig config) {
        Checks.name("seedgate.installation", config.installation(), TokenTag.MAX_INSTALLATION);
        if (config.clusters().isEmpty()) {
            throw new IllegalArgumentException(
                    "seedgate.clusters must name at least one cluster: seedgate.clusters.<name>.agent.url and so on");
        }
        return new AdmissionSettings(
                config.installation(),
                new TopicNames(config.topicPrefix().orElse("")),
                policy(config.timing(), shares(config), thresholds(config.use())),
                clusters(config),
                plans(config.plans()));
    }

    private static List<PlanOffer> plans(List<SeedgateConfig.Plan> configured) {
        List<PlanOffer> plans = new ArrayList<>();
        for (SeedgateConfig.Plan plan : configured) {
            String at = "seedgate.plans[" + plans.size() + "]";
            if (plans.stream().anyMatch(other -> other.name().equals(plan.name()))) {
                throw new IllegalArgumentException(at + ".name must be unique, got: '" + plan.name() + "'");
            }
            try {
                plans.add(new PlanOffer(plan.name(), plan.maxConnections(), plan.price()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(at + "." + e.getMessage(), e);
            }
        }
        return plans;
    }

    private static SortedMap<String, Reservations> clusters(SeedgateConfig config) {
        SortedMap<String, Reservations> clusters = new TreeMap<>();
        config.clusters().forEach((name, cluster) -> {
            Checks.name("seedgate.clusters.<name>", name, TokenTag.MAX_CLUSTER);
            clusters.put(name, ConsumerClasses.of(name, cluster).reservations());
        });
        return clusters;
    }

    private static TenantShares shares(SeedgateConfig config) {
        SortedMap<String, Integer> weights = new TreeMap<>();
        config.tenants().forEach((name, tenant) -> {
            Checks.name("seedgate.tenants.<name>", name, Scheduling.MAX_TENANT);
            weights.put(name, tenant.weight());
        });
        try {
            return new TenantShares(config.useHalfLife(), weights);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("seedgate.tenants or seedgate.use-half-life: " + e.getMessage(), e);
        }
    }

    private static UseThresholds thresholds(SeedgateConfig.Use use) {
        try {
            return new UseThresholds(use.warn(), use.critical());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("seedgate.use.warn and .critical: " + e.getMessage(), e);
        }
    }

    private static Policy policy(SeedgateConfig.Timing timing, TenantShares shares, UseThresholds thresholds) {
        try {
            return new Policy(
                    timing.lease(),
                    timing.renewal(),
                    timing.suspectAfter(),
                    timing.claim(),
                    timing.drainGrace(),
                    timing.firstBackoff(),
                    timing.maxBackoff(),
                    timing.maxInterruptions(),
                    Policy.DEFAULT.outcomeWindow(),
                    Policy.DEFAULT.cancelWindow(),
                    Policy.DEFAULT.workerWindow(),
                    Policy.DEFAULT.observationWindow(),
                    shares,
                    thresholds);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("seedgate.timing: " + e.getMessage(), e);
        }
    }
}
