/**
 * The broker process's main class, the only code of ours that runs in that process.
 * It sees Kafka's server classes and nothing of Seedgate.
 */
@NullMarked
package dev.seedgate.localstack.brokermain;

import org.jspecify.annotations.NullMarked;
