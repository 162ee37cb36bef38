package dev.seedgate.catalog;

/** One thing that a seed does. Steps run in order and are committed together. */
public sealed interface Step permits SqlStep, CopyStep {}
