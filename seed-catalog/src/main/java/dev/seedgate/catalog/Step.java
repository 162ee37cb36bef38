package dev.seedgate.catalog;

/** One thing that a seed does. Steps run in order; what stands between two commands is committed together. */
public sealed interface Step permits SqlStep, CopyStep, ExecStep {}
