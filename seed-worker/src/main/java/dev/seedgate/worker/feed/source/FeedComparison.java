package dev.seedgate.worker.feed.source;

import dev.seedgate.catalog.Feed;
import dev.seedgate.worker.feed.record.FeedContent;
import dev.seedgate.worker.feed.web.WebInput;
import dev.seedgate.worker.stop.StopSignal;
import java.io.IOException;
import java.io.InputStream;

/** Whether a feed is what it was, without taking it apart. */
public final class FeedComparison {
    private static final int BUFFER = 1 << 16;

    private FeedComparison() {}

    /**
     * Asks the web server where it gave something to ask by, and otherwise reads all of the feed.
     *
     * @param known what it held before
     * @throws IOException when it cannot be read, which says nothing about whether it changed
     */
    public static boolean isSame(Feed feed, FeedContent known, StopSignal stop) throws IOException {
        var digest = new FeedDigest();
        for (FeedPart part : FeedPart.of(feed.from())) {
            if (part instanceof FeedPart.OfWeb web && known.version() != null) {
                return WebInput.isStill(web.web(), known.version(), stop);
            }
            RawFeed opened = FeedPart.open(part, stop);
            try (InputStream in = digest.begin(part, opened)) {
                readToEnd(in, stop);
            }
            digest.end();
        }
        return digest.content().sha256().equals(known.sha256());
    }

    private static void readToEnd(InputStream in, StopSignal stop) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (in.read(buffer, 0, BUFFER) >= 0) {
            if (stop.cause().isPresent()) {
                throw new IOException("the run was stopped");
            }
        }
    }
}
