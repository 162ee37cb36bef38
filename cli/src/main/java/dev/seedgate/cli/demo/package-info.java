/**
 * The demo: a small shop's database with everybody who wants its connections, the product as processes of its own, a batch of
 * seeds, and a verdict. Everything it starts ends with this process, and what it writes lies in one folder.
 */
@NullMarked
package dev.seedgate.cli.demo;

import org.jspecify.annotations.NullMarked;
