package dev.seedgate.cli.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * The rows that a seed put aside, as they come.
 *
 * @param rejected how many there are
 * @param complete whether all of them are in it
 */
public record Download(InputStream body, long rejected, boolean complete) implements Closeable {
    @Override
    public void close() throws IOException {
        body.close();
    }
}
