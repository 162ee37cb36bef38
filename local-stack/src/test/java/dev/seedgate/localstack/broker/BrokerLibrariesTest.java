package dev.seedgate.localstack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerLibrariesTest {

    @Test
    void findsTheJarsOfTheSourceTreeByItself() {
        assertThat(BrokerLibraries.jars(BrokerLibraries.gathered(null)))
                .anyMatch(jar -> jar.getFileName().toString().startsWith("kafka_2.13-"))
                .anyMatch(jar -> jar.getFileName().toString().startsWith("local-stack-broker-"));
    }

    @Test
    void saysWhichCommandGathersTheJarsWhereThereAreNone(@TempDir Path empty) {
        assertThatThrownBy(() -> BrokerLibraries.gathered(empty.toString()))
                .hasMessageContaining(empty.toString())
                .hasMessageContaining("./mvnw -pl local-stack/broker process-classes");
    }
}
