/**
 * Feeds that a web server has, fetched through all the interruptions that one has to expect. The only place that talks HTTP.
 */
@NullMarked
package dev.seedgate.worker.feed.web;

import org.jspecify.annotations.NullMarked;
