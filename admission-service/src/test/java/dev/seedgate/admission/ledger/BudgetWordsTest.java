package dev.seedgate.admission.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.Budget.ClassUse;
import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.core.ledger.UseLevel;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.Enforcement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetWordsTest {
    private static ServerView server(List<ClassUse> classes) {
        Budget budget = new Budget(25, 3, 0, classes, 1, 1, Instant.EPOCH);
        return new ServerView(budget, 7, new Look("agent", 1), 4, UseLevel.NORMAL, Enforcement.ROLE, null);
    }

    @Test
    void saysToPeopleWhoHasWhat() {
        assertThat(BudgetWords.of(server(List.of(new ClassUse("api", 2, 1), new ClassUse("agent", 1, 1)))))
                .isEqualTo("max_connections 25; api 1 of 2, agent 1 of 1; unclassified 1; 7 in use; enforcement role");
    }

    @Test
    void whatWasSaidIsReadAsItWas() {
        for (List<ClassUse> classes : List.of(
                List.<ClassUse>of(),
                List.of(new ClassUse("api", 2, 3)),
                List.of(new ClassUse("the api, really", 2, 1), new ClassUse("agent", 1, 1)))) {
            assertThat(BudgetWords.read(BudgetWords.of(server(classes)))).hasValueSatisfying(read -> {
                assertThat(read.maxConnections()).isEqualTo(25);
                assertThat(read.unclassified()).isEqualTo(1);
                assertThat(read.used()).isEqualTo(server(classes).used());
                assertThat(read.classes()).hasSameSizeAs(classes);
            });
        }
        assertThat(BudgetWords.read(BudgetWords.of(server(List.of(new ClassUse("api", 2, 3))))))
                .hasValueSatisfying(read -> {
                    assertThat(read.classes()).containsExactly(new ClassUse("api", 2, 3));
                    assertThat(read.kept()).isEqualTo(4);
                });
    }

    @Test
    void otherWordsAreNotRead() {
        assertThat(BudgetWords.read("the server is fine")).isEmpty();
        assertThat(BudgetWords.read(
                        "max_connections 99999999999; no classes; unclassified 0; 1 in use; enforcement tag"))
                .isEmpty();
    }
}
