package dev.seedgate.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a copy step: where the feed is, what goes where, and how it is written. */
final class CopyStepReader {
    private static final List<String> KEYS = Stream.of(CopyFeedReader.KEYS, TargetReader.KEYS, WriteModeReader.KEYS)
            .flatMap(List::stream)
            .toList();

    private CopyStepReader() {}

    /** @param definition the file's name, for messages */
    static Optional<Step> read(Value value, String definition, FileReferences files) {
        return value.fields(KEYS).flatMap(fields -> step(fields, definition, files));
    }

    private static Optional<Step> step(Fields fields, String definition, FileReferences files) {
        var reader = new CopyFeedReader(fields, files);
        Optional<Feed> feed = reader.read();
        Optional<Target> target = new TargetReader(fields, definition, reader.numbered()).read();
        return feed.isPresent() && target.isPresent()
                ? Optional.of(new CopyStep(feed.get(), target.get()))
                : Optional.empty();
    }
}
