package dev.seedgate.admission.advice;

import static dev.seedgate.admission.advice.Lines.at;
import static dev.seedgate.admission.advice.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.advice.ServerMoment;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerLifeTest {
    private static final String WORDS =
            "max_connections %d; api %d of 2, agent 1 of 1; unclassified 0; %d in use; enforcement tag";

    @Test
    void eachChangeOfOthersIsAMomentAndWhatTheServerKeepsFollowsFromTheBudget() {
        ServerLife life = new ServerLife(1);
        life.line(line(10, "budget-observed", WORDS.formatted(25, 1, 2), 18));
        life.line(line(20, "budget-observed", WORDS.formatted(25, 1, 6), 18));
        life.line(line(30, "database-unreachable", "refused", 18));
        life.line(line(31, "database-unreachable", "refused", 18));
        life.line(line(40, "budget-observed", WORDS.formatted(25, 4, 6), 16));
        life.line(line(50, "budget-observed", WORDS.formatted(97, 2, 6), 90));
        life.line(line(60, "budget-observed", "words of another version", 90));

        assertThat(life.moments())
                .containsExactly(seen(10, 25, 1), new ServerMoment.Away(at(30)), seen(40, 25, 4), seen(50, 97, 2));
        assertThat(life.wasSeen()).isTrue();
    }

    private static ServerMoment seen(double at, int maxConnections, int api) {
        return new ServerMoment.Seen(
                at(at), maxConnections, 3, List.of(new ClassSessions("api", api), new ClassSessions("agent", 1)), 0);
    }
}
