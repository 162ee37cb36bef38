/**
 * The same broker and server as containers, through Testcontainers, which is optional: only this room sees it,
 * and nobody loads this room's containers where it is missing.
 */
@NullMarked
package dev.seedgate.localstack.docker;

import org.jspecify.annotations.NullMarked;
