package dev.seedgate.cli.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.cli.CommandFailedException;
import dev.seedgate.cli.client.HeldToken.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseLoginTest {
    private static final Connection TAG = new Connection("db", "6432", "shop", null, null, "sg:main:main-1");
    private static final Connection ROLE =
            new Connection("db", "6432", "shop", "sg_main_main-1", "secret", "sg:main:main-1");
    private static final Connection UNKNOWN = new Connection(null, null, null, null, null, "sg:main:main-1");

    @Test
    void theServiceSaysWhereAndTheEnvironmentWho() {
        DatabaseLogin login =
                DatabaseLogin.of(TAG, null, Map.of("PGUSER", "ada", "PGPASSWORD", "p", "PGHOST", "elsewhere"));

        assertThat(login).hasToString("ada at db:6432/shop");
        assertThat(login.password()).isEqualTo("p");
    }

    @Test
    void aTokenThatIsALoginRoleLogsInAsItself() {
        DatabaseLogin login = DatabaseLogin.of(ROLE, null, Map.of("PGUSER", "ada", "PGPASSWORD", "p"));

        assertThat(login.user()).isEqualTo("sg_main_main-1");
        assertThat(login.password()).isEqualTo("secret");
    }

    @Test
    void anUrlOfOurOwnWins() {
        DatabaseLogin login = DatabaseLogin.of(
                TAG,
                "postgresql://bob:p%40ss@proxy/other?sslmode=require",
                Map.of("DATABASE_URL", "postgresql://ada:x@elsewhere:1/y"));

        assertThat(login).hasToString("bob at proxy:5432/other");
        assertThat(login.password()).isEqualTo("p@ss");
        assertThat(login.ssl()).containsEntry("sslmode", "require");
    }

    /** Prisma up to 6 would work in the schema 'public' otherwise. */
    @Test
    void whereInTheDatabaseTheCommandWorksIsKeptFromItsUrl() {
        String url =
                "postgresql://ada:x@elsewhere/y?connection_limit=9&options=-c%20x%3D1&schema=shop%20two&sslmode=require";

        assertThat(DatabaseLogin.of(TAG, null, Map.of("DATABASE_URL", url)).kept())
                .containsExactly(Map.entry("options", "-c x=1"), Map.entry("schema", "shop two"));
        assertThat(DatabaseLogin.of(TAG, "postgresql://bob:p@proxy/other", Map.of("DATABASE_URL", url))
                        .kept())
                .isEmpty();
    }

    @Test
    void theEnvironmentSaysAllWhereTheServiceKnowsNothing() {
        DatabaseLogin login =
                DatabaseLogin.of(UNKNOWN, null, Map.of("DATABASE_URL", "postgres://ada:x@elsewhere:5433/shop"));

        assertThat(login).hasToString("ada at elsewhere:5433/shop");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> DatabaseLogin.of(TAG, null, Map.of()))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("PGUSER");
        assertThatThrownBy(() -> DatabaseLogin.of(UNKNOWN, null, Map.of("PGUSER", "ada")))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("PGHOST");
    }

    @Test
    void anUrlOfAnotherKindIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> DatabaseLogin.of(TAG, "mysql://ada:secret@db/shop", Map.of()))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("--url must look like postgresql://")
                .hasMessageNotContaining("secret");
    }

    @Test
    void whoHasATokenDoesNotWaitForAnother() {
        assertThatThrownBy(() -> ExecCommand.requireNoToken(Map.of("SEEDGATE_TOKEN", "main-17")))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("main-17")
                .hasMessageContaining("would wait for itself");
        ExecCommand.requireNoToken(Map.of());
    }
}
