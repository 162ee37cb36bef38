package dev.seedgate.worker.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.Checks;
import dev.seedgate.protocol.password.TokenPassword;
import dev.seedgate.worker.support.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TokenPasswordIT {
    @Test
    void postgresqlLetsInWhoeverHasThePasswordOfTheVerifier() throws Exception {
        TestDatabase database = TestDatabase.create(SharedLocalStack.get().postgres());
        TokenPassword password = TokenPassword.random();
        String role = "r" + database.name();
        database.execute("create role " + role + " login password '" + password.verifier() + "'");

        try (Connection connection =
                DriverManager.getConnection(database.settings().url(), role, password.text())) {
            assertThat(connection.isValid(1)).isTrue();
        }

        assertThat(database.query("select rolpassword from pg_authid where rolname = '" + role + "'"))
                .as("stored as it is, not as the password of another verifier")
                .isEqualTo(password.verifier());
        assertThatThrownBy(() -> DriverManager.getConnection(database.settings().url(), role, password.verifier())
                        .close())
                .as("the verifier lets nobody in")
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void isOtherEveryTimeAndTravelsAsTheWireWantsIt() {
        TokenPassword one = TokenPassword.random();
        TokenPassword other = TokenPassword.random();

        assertThat(one.text()).hasSize(43).isNotEqualTo(other.text());
        assertThat(one.verifier()).isNotEqualTo(other.verifier());
        assertThat(Checks.optionalVerifier("verifier", one.verifier())).isEqualTo(one.verifier());
        assertThat(one.toString()).doesNotContain(one.text());
    }
}
