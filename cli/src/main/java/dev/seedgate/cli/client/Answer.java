package dev.seedgate.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/** An answer of the API: as it was sent, for scripts, and as a value. */
public record Answer<T>(JsonNode json, T value) {}
