/**
 * What people read: a picture in memory of all seeds, clusters and tokens, built from {@code seed.requests}, {@code seed.status}
 * and {@code admission.ledger} alone, so that every replica shows the same, also after a restart; and, for operators, the last look
 * at each server, from the tail of {@code cluster.observations}. Decides nothing and writes nothing. Start at
 * {@link dev.seedgate.admission.readmodel.ReadModel}.
 */
@NullMarked
package dev.seedgate.admission.readmodel;

import org.jspecify.annotations.NullMarked;
