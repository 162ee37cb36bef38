package dev.seedgate.admission.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.admission.config.ClientIdentity;
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
import org.junit.jupiter.params.provider.ValueSource;

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

        boolean matched = classes.classOf(new ClientIdentity(application, user, "shop", null))
                .filter("api"::equals)
                .isPresent();

        assertThat(matched).isEqualTo(matches);
    }

    @ParameterizedTest(name = "database {0}, client-address {1}: one of {2} from {3} is in the class: {4}")
    @CsvSource(nullValues = "-", textBlock = """
                    shop*,  -,               shop_1,  -,            true
                    shop*,  -,               crm,     10.1.2.3,     false
                    shop*,  -,               -,       10.1.2.3,     false
                    -,      10.1.2.3,        shop,    10.1.2.3,     true
                    -,      10.1.2.3,        shop,    10.1.2.4,     false
                    -,      10.1.2.0/23,     shop,    10.1.3.255,   true
                    -,      10.1.2.0/23,     shop,    10.1.4.0,     false
                    -,      0.0.0.0/0,       shop,    203.0.113.9,  true
                    -,      0.0.0.0/0,       shop,    ::1,          false
                    -,      0.0.0.0/0,       shop,    local,        false
                    -,      fd00:1::/33,     shop,    fd00:1:7fff::1, true
                    -,      fd00:1::/33,     shop,    fd00:1:8000::1, false
                    -,      ::1,             shop,    ::1,          true
                    -,      local,           shop,    local,        true
                    -,      local,           shop,    127.0.0.1,    false
                    -,      local,           shop,    -,            false
                    -,      10.1.2.3,        shop,    -,            false
                    shop,   10.0.0.0/8,      shop,    10.1.2.3,     true
                    shop,   10.0.0.0/8,      shop,    11.1.2.3,     false
                    shop,   10.0.0.0/8,      crm,     10.1.2.3,     false
                    """)
    void matchByDatabaseAndAddress(
            @Nullable String databasePattern,
            @Nullable String range,
            @Nullable String database,
            @Nullable String address,
            boolean matches) {
        ConsumerClasses classes = Configs.classes(Map.of(
                "seedgate.clusters.main.classes[0].application-name", "",
                "seedgate.clusters.main.classes[0].database", Objects.requireNonNullElse(databasePattern, ""),
                "seedgate.clusters.main.classes[0].client-address", Objects.requireNonNullElse(range, "")));

        boolean matched = classes.classOf(new ClientIdentity("psql", "ada", database, address))
                .filter("api"::equals)
                .isPresent();

        assertThat(matched).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.example",
                "10.1.2",
                "10.1.2.256",
                "10.1.2.3/33",
                "10.1.2.3/",
                "::1/129",
                "::g",
                "10.1.2.3/-1"
            })
    void refuseWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> Configs.classes(Map.of("seedgate.clusters.main.classes[1].client-address", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "seedgate.clusters.main.classes[1].client-address must be an address, a block such as 10.1.0.0/16,"
                                + " or 'local' for unix sockets, got: '" + text + "'");
    }

    @Test
    void giveASessionToTheFirstThatMatches() {
        ConsumerClasses classes =
                Configs.classes(Map.of("seedgate.clusters.main.classes[1].application-name", "api-1"));

        assertThat(classes.classOf(new ClientIdentity("api-1", "background", "shop", null)))
                .contains("api");
    }

    @Test
    void withoutAPatternOnlyReserve() {
        assertThat(Configs.classes(Map.of()).classOf(new ClientIdentity("studio", "studio", "studio", "local")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    classes[1].name        | api   | seedgate.clusters.main.classes[1].name must be unique and none of agent, tokens, unclassified, which mean something else, got: 'api'
                    classes[0].name        | agent | seedgate.clusters.main.classes[0].name must be unique and none of agent, tokens, unclassified, which mean something else, got: 'agent'
                    classes[0].name        | tokens | seedgate.clusters.main.classes[0].name must be unique and none of agent, tokens, unclassified, which mean something else, got: 'tokens'
                    classes[2].reservation | -1    | seedgate.clusters.main.classes[2].reservation must not be negative, got: -1
                    headroom               | -1    | seedgate.clusters.main.headroom must not be negative, got: -1
                    """)
    void refuseABadPropertyByItsName(String property, String value, String message) {
        assertThatThrownBy(() -> Configs.classes(Map.of("seedgate.clusters.main." + property, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
