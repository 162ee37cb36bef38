package dev.seedgate.worker.seed.copy;

/** How a feed's rows travel. */
enum Travel {
    /** Straight into the table, constants with them. */
    DIRECT,
    /** Into a staging table with the table's types, each with its number. */
    STAGED,
    /** Into a staging table of text, each with its number, its line and what the reader found wrong with it. */
    CHECKED
}
