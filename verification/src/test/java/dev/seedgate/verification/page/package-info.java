/** The live page as a person meets it: in a real Chromium, on the installation that the system tests share. */
@NullMarked
package dev.seedgate.verification.page;

import org.jspecify.annotations.NullMarked;
