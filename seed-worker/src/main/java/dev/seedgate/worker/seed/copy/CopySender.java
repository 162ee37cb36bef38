package dev.seedgate.worker.seed.copy;

import dev.seedgate.worker.seed.step.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.ServerErrorMessage;

/** One stream: takes chunks and sends them over one connection, in a {@code COPY} of its own. Used by one thread. */
final class CopySender {
    private final Connection connection;
    private final CopyTarget target;
    private final List<Sent> sent = new ArrayList<>();
    private long lines;

    /**
     * Where in this stream a chunk began, to tell from the server's line which record it was.
     *
     * @param line of the chunk's first row, from 1
     */
    private record Sent(long line, long firstRecord) {}

    CopySender(Connection connection, CopyTarget target) {
        this.connection = connection;
        this.target = target;
    }

    /** Where chunks come from. */
    interface Source {
        /** The next one, {@link Chunk#END} at the end; null where there is none for the moment. */
        @Nullable Chunk next() throws InterruptedException;
    }

    /**
     * Sends until the end.
     *
     * @param abandoned asked again and again; once it says so, what was sent is thrown away
     * @return how many rows the server took; -1 when abandoned
     */
    long send(Source source, BooleanSupplier abandoned) throws CopyFailedException, InterruptedException {
        @Nullable CopyIn copy = null;
        try {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(target.statement());
            while (!abandoned.getAsBoolean()) {
                Chunk chunk = source.next();
                if (chunk == Chunk.END) {
                    return copy.endCopy();
                }
                if (chunk != null) {
                    send(chunk, copy);
                }
            }
            return -1;
        } catch (SQLException e) {
            throw located(e);
        } finally {
            cancel(copy);
        }
    }

    private void send(Chunk chunk, CopyIn copy) throws SQLException {
        sent.add(new Sent(lines + 1, chunk.first()));
        lines += chunk.count();
        copy.writeToCopy(chunk.rows(), 0, chunk.rows().length);
    }

    private CopyFailedException located(SQLException e) {
        Optional<CopyContext> context = SqlErrors.serverMessage(e)
                .map(ServerErrorMessage::getWhere)
                .flatMap(where -> CopyContext.parse(target.relation(), where));
        return context.map(at -> new CopyFailedException(e, recordAt(at.line()), at.tableColumn()))
                .orElseGet(() -> new CopyFailedException(e, 0, null));
    }

    private long recordAt(long line) {
        for (Sent chunk : sent.reversed()) {
            if (chunk.line() <= line) {
                return chunk.firstRecord() + line - chunk.line();
            }
        }
        return 0;
    }

    /** Leaves the connection usable: without this it would wait for more rows. */
    private static void cancel(@Nullable CopyIn copy) {
        try {
            if (copy != null && copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            // what ended the stream is on its way to the caller, or the connection is, which says it all
        }
    }
}
