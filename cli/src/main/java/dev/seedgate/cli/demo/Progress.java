package dev.seedgate.cli.demo;

/** How people watch a batch. */
interface Progress extends AutoCloseable {
    void show(Snapshot snapshot);

    /** Something that happened beside the seeds. */
    void event(String line);

    /** From now on events are plain lines. */
    @Override
    void close();
}
