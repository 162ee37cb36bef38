/** What the tests share: a worker as a process of its own, the ledger's side played by hand, catalogs and databases. */
@NullMarked
package dev.seedgate.worker.support;

import org.jspecify.annotations.NullMarked;
