/**
 * A checker for each promise of the product. They watch a run from outside, through PostgreSQL, the topics and an API's eyes, and
 * give their verdict with figures at its end. They share no rule with the code that they judge.
 */
@NullMarked
package dev.seedgate.verification.checker;

import org.jspecify.annotations.NullMarked;
