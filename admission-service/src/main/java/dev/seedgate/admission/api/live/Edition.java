package dev.seedgate.admission.api.live;

/**
 * What all who look at a cluster are shown.
 *
 * @param json a {@link dev.seedgate.admission.api.view.OverviewView}
 * @param goodUntil {@link System#nanoTime()} before which there is no newer one
 */
record Edition(String json, long goodUntil) {}
