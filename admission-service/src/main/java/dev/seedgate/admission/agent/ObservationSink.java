package dev.seedgate.admission.agent;

import dev.seedgate.protocol.ClusterObservation;

/** Where an agent's observations go. */
interface ObservationSink {
    /** Takes an observation; returns at once and never throws. */
    void accept(ClusterObservation observation, Delivery delivery);

    /** Hears, on any thread and once, what became of an observation. */
    interface Delivery {
        /** Nobody who waits for it. */
        Delivery IGNORED = arrived -> {};

        /**
         * It is known what became of it.
         *
         * @param arrived false when it is not on the topic; rarely, it is there all the same
         */
        void done(boolean arrived);
    }
}
