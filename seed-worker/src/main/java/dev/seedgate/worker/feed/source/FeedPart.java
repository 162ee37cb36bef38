package dev.seedgate.worker.feed.source;

import dev.seedgate.catalog.Compression;
import dev.seedgate.catalog.FeedSource;
import dev.seedgate.worker.feed.record.BadFeedException;
import dev.seedgate.worker.feed.web.WebInput;
import dev.seedgate.worker.stop.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** One of the files that make up a feed. */
public sealed interface FeedPart {
    /** As messages name it. */
    String name();

    /** What its compression is told by. */
    String fileName();

    /** In bytes; 0 where nobody knows it before it is opened. */
    long size() throws IOException;

    /**
     * All of a feed's files, in their order; at least one.
     *
     * @throws BadFeedException when there is none
     */
    static List<FeedPart> of(FeedSource source) throws IOException {
        return switch (source) {
            case FeedSource.OneFile file -> List.of(new OfFile(file.path(), file.name()));
            case FeedSource.ManyFiles many -> {
                List<FeedPart> parts = many.files().list().stream()
                        .<FeedPart>map(file -> new OfFile(file.path(), file.name()))
                        .toList();
                if (parts.isEmpty()) {
                    throw new BadFeedException("names no file any more on this worker; put the files back");
                }
                yield parts;
            }
            case FeedSource.Web web -> List.of(new OfWeb(web));
        };
    }

    /** A file of the catalog. */
    record OfFile(Path path, String name) implements FeedPart {
        @Override
        public String fileName() {
            return name;
        }

        @Override
        public long size() throws IOException {
            try {
                return Files.size(path);
            } catch (NoSuchFileException e) {
                throw new BadFeedException("there is no such file on this worker; put it back");
            }
        }
    }

    /** What a web server has. */
    record OfWeb(FeedSource.Web web) implements FeedPart {
        @Override
        public String name() {
            return web.name();
        }

        @Override
        public String fileName() {
            return web.fileName();
        }

        @Override
        public long size() {
            return 0;
        }
    }

    /** Opens it. */
    static RawFeed open(FeedPart part, StopSignal stop) throws IOException {
        return switch (part) {
            case OfFile file ->
                new RawFeed(Files.newInputStream(file.path()), file.size(), Compression.NONE, false, null);
            case OfWeb web -> {
                WebInput in = WebInput.open(web.web(), stop);
                yield new RawFeed(in, in.size(), in.contentEncoding(), in.isHtml(), in.version());
            }
        };
    }
}
