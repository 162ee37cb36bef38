/**
 * What is made once for each user and version and then shared by every stack: unpacked binaries, the broker's jars, its archive
 * of loaded classes. Everything here may be deleted at any time while no stack runs; it is made again.
 */
@NullMarked
package dev.seedgate.localstack.cache;

import org.jspecify.annotations.NullMarked;
