/** The admission service's HTTP API as Java methods: requests, views of the answers, problems. Prints nothing. */
@NullMarked
package dev.seedgate.cli.client;

import org.jspecify.annotations.NullMarked;
