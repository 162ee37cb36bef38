package dev.seedgate.cli.client;

import dev.seedgate.cli.client.Exchange.Stream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** The rows that a seed put aside, as they come. */
public final class Download implements Closeable {
    private final Stream answer;

    Download(Stream answer) {
        this.answer = answer;
    }

    public InputStream body() throws IOException {
        return answer.body();
    }

    /** How many there are. */
    public long rejected() {
        return answer.header("Seedgate-Rejected").map(Long::valueOf).orElse(0L);
    }

    /** Whether all of them are in it. */
    public boolean isComplete() {
        return answer.header("Seedgate-Complete").map("true"::equals).orElse(true);
    }

    @Override
    public void close() throws IOException {
        answer.close();
    }
}
