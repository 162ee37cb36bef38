package dev.seedgate.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.localstack.broker.BrokerConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocalStackConfigTest {

    @Test
    void refusesALimitThatLetsNobodyIn() {
        assertThatThrownBy(() -> LocalStackConfig.forTests().withMaxConnections(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxConnections must be at least 5, got: 3");
    }

    @Test
    void refusesAStackOfNothing() {
        assertThatThrownBy(() -> LocalStackConfig.forTests().withoutBroker().withoutPostgres())
                .hasMessageContaining("got: neither");
    }

    @Test
    void refusesAPortThatThereIsNot() {
        assertThatThrownBy(() -> LocalStackConfig.forTests().withPorts(70_000, 0))
                .hasMessageContaining("broker port must be 0 (a free one) to 65535, got: 70000");
    }

    @Test
    void addsSettingsToThoseThatWereThere() {
        LocalStackConfig config = LocalStackConfig.forTests()
                .withPostgresSetting("work_mem", "8MB")
                .withPostgresSetting("work_mem", "16MB")
                .withBrokerProperty("num.io.threads", "2");

        assertThat(config.postgres().settings()).containsEntry("work_mem", "16MB");
        assertThat(config.broker().properties()).containsEntry("num.io.threads", "2");
    }

    @Test
    void staysWithProcessesWhereDataIsToBeKept() {
        LocalStackConfig config = LocalStackConfig.forTests().keepingDataIn(Path.of("unused"));

        assertThat(Serving.chosenFor("auto", config)).isEqualTo(Serving.PROCESS);
    }

    @Test
    void staysWithProcessesWhereTheBrokerHasASecondDoor() {
        LocalStackConfig config =
                LocalStackConfig.forTests().withBrokerDoor(new BrokerConfig.Door("SECOND", 1, 1, "PLAINTEXT"));

        assertThat(Serving.chosenFor("auto", config)).isEqualTo(Serving.PROCESS);
    }

    @Test
    void doesWhatThePropertyForces() {
        assertThat(Serving.chosenFor("process", LocalStackConfig.forTests())).isEqualTo(Serving.PROCESS);
        assertThat(Serving.chosenFor("docker", LocalStackConfig.forTests())).isEqualTo(Serving.DOCKER);
        assertThatThrownBy(() -> Serving.chosenFor("podman", LocalStackConfig.forTests()))
                .hasMessage("seedgate.localstack must be auto, process or docker, got: podman");
    }
}
