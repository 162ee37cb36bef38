package dev.seedgate.cli.client;

import java.util.List;

/** An accepted batch: its id and its requests. */
public record BatchView(String batch, List<SeedView> seeds) {}
