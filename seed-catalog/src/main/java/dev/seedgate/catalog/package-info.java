/**
 * Seed definitions: the YAML files that say what a seed does, read and checked as a whole.
 * Knows files and their form; opens no database, no broker and no feed beyond hashing it.
 * Start at {@link dev.seedgate.catalog.Catalog}.
 */
@NullMarked
package dev.seedgate.catalog;

import org.jspecify.annotations.NullMarked;
