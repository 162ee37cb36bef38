package dev.seedgate.admission.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.admission.config.ConsumerClasses;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.Reservations.Reservation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumerClassesTest {
    @Test
    void reserveOneConnectionForTheAgentBehindTheConfiguredClasses() {
        assertThat(Configs.classes(Map.of()).reservations())
                .isEqualTo(new Reservations(
                        List.of(
                                new Reservation("api", 2),
                                new Reservation("background", 8),
                                new Reservation("studio", 2),
                                new Reservation("agent", 1)),
                        1));
    }

    @ParameterizedTest(name = "application-name {0}, user {1}: {2} of {3} is in the class: {4}")
    @CsvSource(nullValues = "-", textBlock = """
                    api-*,     -,         api-1,      anybody,    true
                    api-*,     -,         api-,       anybody,    true
                    api-*,     -,         my-api-1,   anybody,    false
                    *api*,     -,         my-api-1,   anybody,    true
                    a.i,       -,         api,        anybody,    false
                    -,         cron,      whatever,   cron,       true
                    -,         cron,      whatever,   cron2,      false
                    -,         cron,      whatever,   -,          false
                    pg_cron*,  cron,      pg_cron 1,  cron,       true
                    pg_cron*,  cron,      pg_cron 1,  other,      false
                    pg_cron*,  cron,      psql,       cron,       false
                    *,         -,         '',         anybody,    true
                    """)
    void matchByEveryPatternThatIsGiven(
            @Nullable String applicationPattern,
            @Nullable String userPattern,
            String application,
            @Nullable String user,
            boolean matches) {
        ConsumerClasses classes = Configs.classes(Map.of(
                "seedgate.clusters.main.classes[0].application-name",
                        Objects.requireNonNullElse(applicationPattern, ""),
                "seedgate.clusters.main.classes[0].user", Objects.requireNonNullElse(userPattern, "")));

        boolean matched =
                classes.classOf(application, user).filter("api"::equals).isPresent();

        assertThat(matched).isEqualTo(matches);
    }

    @Test
    void giveASessionToTheFirstThatMatches() {
        ConsumerClasses classes =
                Configs.classes(Map.of("seedgate.clusters.main.classes[1].application-name", "api-1"));

        assertThat(classes.classOf("api-1", "background")).contains("api");
    }

    @Test
    void withoutAPatternOnlyReserve() {
        assertThat(Configs.classes(Map.of()).classOf("studio", "studio")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    classes[1].name        | api   | seedgate.clusters.main.classes[1].name must be unique and not 'agent', which is built in, got: 'api'
                    classes[0].name        | agent | seedgate.clusters.main.classes[0].name must be unique and not 'agent', which is built in, got: 'agent'
                    classes[2].reservation | -1    | seedgate.clusters.main.classes[2].reservation must not be negative, got: -1
                    headroom               | -1    | seedgate.clusters.main.headroom must not be negative, got: -1
                    """)
    void refuseABadPropertyByItsName(String property, String value, String message) {
        assertThatThrownBy(() -> Configs.classes(Map.of("seedgate.clusters.main." + property, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
