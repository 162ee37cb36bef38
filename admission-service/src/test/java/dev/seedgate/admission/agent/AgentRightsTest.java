package dev.seedgate.admission.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.admission.config.ConsumerClasses;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentRightsTest {
    private static final ConsumerClasses BY_NAME = Configs.classes(Map.of());
    private static final ConsumerClasses BY_ADDRESS =
            Configs.classes(Map.of("seedgate.clusters.main.classes[2].client-address", "10.0.0.0/8"));

    @Test
    void haveNoGapWhereEverythingIsGranted() {
        assertThat(rights(true, true, true).gaps(BY_ADDRESS)).isEmpty();
    }

    @Test
    void sayForEveryGapHowToMendIt() {
        assertThat(rights(false, true, true).gaps(BY_ADDRESS))
                .singleElement()
                .asString()
                .contains("GRANT pg_signal_backend TO \"ada\"");
        assertThat(rights(true, false, true).gaps(BY_NAME))
                .singleElement()
                .asString()
                .contains("GRANT pg_read_all_stats TO \"ada\"");
        assertThat(rights(true, true, false).gaps(BY_ADDRESS))
                .singleElement()
                .asString()
                .contains("GRANT EXECUTE ON FUNCTION pg_control_system() TO \"ada\"");
    }

    @Test
    void sayWhichClassesAreToldByAnAddressThatCannotBeSeen() {
        assertThat(rights(true, false, true).gaps(BY_ADDRESS))
                .hasSize(2)
                .last()
                .asString()
                .contains("the classes [studio], which have a client-address, get none of them");
    }

    private static AgentRights rights(boolean signals, boolean sees, boolean identifies) {
        return new AgentRights("ada", "18.4", 180_004, false, signals, sees, identifies);
    }
}
