package dev.seedgate.core.advice;

/**
 * What would come of a choice.
 *
 * @param meets whether it grants the wish, as far as is foretold
 * @param meetsForSure whether it still does when the foretold waits are as wrong as they were found to be, to the worse
 * @param fitsOthers whether those whom nobody gates would have had room at all times for what they had
 */
public record Outlook(Choice choice, Figures figures, boolean meets, boolean meetsForSure, boolean fitsOthers) {}
