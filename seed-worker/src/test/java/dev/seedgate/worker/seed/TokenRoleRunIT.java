package dev.seedgate.worker.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.protocol.password.TokenPassword;
import dev.seedgate.worker.config.DatabaseSettings;
import dev.seedgate.worker.connection.Login;
import dev.seedgate.worker.support.Grants;
import dev.seedgate.worker.support.TestCatalog;
import dev.seedgate.worker.support.TestDatabase;
import dev.seedgate.worker.support.TokenRoles;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenRoleRunIT {
    @TempDir
    Path folder;

    @Test
    void whatASeedMakesBelongsToTheOwner() throws Exception {
        TestDatabase database = TestDatabase.create(SharedLocalStack.get().postgres());
        new TestCatalog(folder).sql("made", "create table made as select 1 as id");
        TokenPassword password = TokenPassword.random();
        Grant grant = SeedRuns.grant(Grants.request("made"));
        TokenRoles roles = TokenRoles.create(database);
        roles.enable(new TokenTag("test", grant.token()), grant.connections(), password.verifier());
        var unused = new DatabaseSettings(
                database.settings().url(), "nobody", UUID.randomUUID().toString());

        RunResult result = new SeedRuns(folder, unused)
                .as(new Login.AsTokenRole(password.text(), System.nanoTime()))
                .run(grant);

        assertThat(result).isEqualTo(new RunResult(new Succeeded(1, false), true));
        assertThat(database.query("select string_agg(schemaname || '.' || tablename || ' ' || tableowner, ', '"
                        + " order by tablename) from pg_tables where schemaname in ('public', 'seedgate')"))
                .isEqualTo(
                        "seedgate.feed_state %1$s, public.made %1$s, seedgate.rejects %1$s, seedgate.seed_history %1$s, seedgate.token_fence %1$s"
                                .formatted(roles.owner()));
    }
}
