package dev.seedgate.admission.app;

import dev.seedgate.admission.agent.ObservationPublisher;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.protocol.TopicNames;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the database agents need of the broker, made from the configuration. */
@Singleton
public class AgentParts {
    @Produces
    @Singleton
    ObservationPublisher observationPublisher(KafkaClients kafka, SeedgateConfig config) {
        return new ObservationPublisher(
                kafka.common(), new TopicNames(config.topicPrefix().orElse("")));
    }

    void close(@Disposes ObservationPublisher publisher) {
        publisher.close();
    }
}
