/**
 * Which installation a verb speaks to: what was said as an option, in the environment, in a profile of the configuration file, or not
 * at all. Connects to nobody.
 */
@NullMarked
package dev.seedgate.cli.settings;

import org.jspecify.annotations.NullMarked;
