package dev.seedgate.admission.intake;

import dev.seedgate.protocol.Topic;

/** What is to be written for a cluster; its partition follows from the cluster. */
record Message(Topic topic, String cluster, Object value) {}
