package dev.seedgate.worker.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * The PostgreSQL driver as the pool uses it for a token: opens every session through the token's {@link SessionStart}. Public, with
 * a public constructor, because the pool makes it by reflection; nobody else should.
 */
public final class TokenDriver extends Driver {
    @Override
    public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
        String tag = PGProperty.SOCKET_FACTORY_ARG.getOrNull(info);
        var token = tag == null ? null : OpenTokens.find(tag);
        if (token == null) {
            throw new RefusedException("nothing may be opened under " + tag + " any more", null);
        }
        return token.sessions().open(() -> super.connect(url, info));
    }
}
