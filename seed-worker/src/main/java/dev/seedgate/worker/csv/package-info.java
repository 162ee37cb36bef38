/**
 * Reading feeds record by record, and where in the file a record stood. Knows no database.
 */
@NullMarked
package dev.seedgate.worker.csv;

import org.jspecify.annotations.NullMarked;
