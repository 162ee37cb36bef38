/**
 * The local gate between a foreign command and PostgreSQL: logs its sessions in, as many at once as the token is worth, and knows
 * when all of them are gone. Knows nothing of tokens' ledgers, of catalogs, or of processes.
 */
@NullMarked
package dev.seedgate.exec.gate;

import org.jspecify.annotations.NullMarked;
