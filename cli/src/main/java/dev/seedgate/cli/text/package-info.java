/** What people see: tables, bars, numbers and times as text, and a screen that is drawn again in place. Knows no server. */
@NullMarked
package dev.seedgate.cli.text;

import org.jspecify.annotations.NullMarked;
