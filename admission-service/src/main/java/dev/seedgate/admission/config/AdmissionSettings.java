package dev.seedgate.admission.config;

import dev.seedgate.core.Policy;
import dev.seedgate.protocol.Checks;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.protocol.TopicNames;

/**
 * The configuration, checked and in the core's own types.
 *
 * @param installation tells this installation's sessions from another's on the same server
 * @param topics the topics' names
 * @param policy the ledgers' times and limits
 */
public record AdmissionSettings(String installation, TopicNames topics, Policy policy) {
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
        config.clusters().keySet().forEach(name -> Checks.name("seedgate.clusters.<name>", name, TokenTag.MAX_CLUSTER));
        return new AdmissionSettings(
                config.installation(), new TopicNames(config.topicPrefix().orElse("")), policy(config.timing()));
    }

    private static Policy policy(SeedgateConfig.Timing timing) {
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
                    Policy.DEFAULT.observationWindow());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("seedgate.timing: " + e.getMessage(), e);
        }
    }
}
