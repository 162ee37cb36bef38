package dev.seedgate.worker.seed.copy;

/** Some rows on their way to the server, with consecutive numbers. */
final class Chunk {
    /** Says that no more will come. */
    static final Chunk END = new Chunk(new byte[0], 0, 0);

    private final byte[] rows;
    private final long first;
    private final int count;

    /**
     * Makes one.
     *
     * @param rows in {@code COPY}'s text format, UTF-8; not to be changed any more
     * @param first the number of the first record
     * @param count how many there are
     */
    Chunk(byte[] rows, long first, int count) {
        this.rows = rows;
        this.first = first;
        this.count = count;
    }

    byte[] rows() {
        return rows;
    }

    long first() {
        return first;
    }

    int count() {
        return count;
    }
}
