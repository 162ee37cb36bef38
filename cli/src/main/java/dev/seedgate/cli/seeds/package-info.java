/**
 * The verbs about seed definitions: {@code seedctl seeds check|list|show|new|schema}. They read a folder and ask no server.
 */
@NullMarked
package dev.seedgate.cli.seeds;

import org.jspecify.annotations.NullMarked;
