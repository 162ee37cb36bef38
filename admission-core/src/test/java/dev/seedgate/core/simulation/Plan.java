package dev.seedgate.core.simulation;

import dev.seedgate.protocol.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What will happen to a world from outside. It is drawn up before the world begins, so that a plan with some of its incidents left
 * out is a plan as well: that is how a failure is made short.
 */
record Plan(long seed, List<Incident> incidents) {
    static final int WORKERS = 3;
    static final int LARGEST_REQUEST = 4;
    private static final int MOST_REQUESTS = 15;
    /** When the last incident has begun, in milliseconds. From then on the world is left in peace. */
    static final int TROUBLE = 90_000;

    private static final Topic[] INPUTS = {
        Topic.SEED_REQUESTS,
        Topic.TOKEN_REQUESTS,
        Topic.TOKEN_HEARTBEATS,
        Topic.TOKEN_RELEASES,
        Topic.ADMISSION_COMMANDS,
        Topic.CLUSTER_OBSERVATIONS
    };

    Plan {
        incidents = List.copyOf(incidents);
    }

    /** Something that befalls the world; times and durations in milliseconds. */
    sealed interface Incident {
        int at();

        /**
         * Somebody posts a request.
         *
         * @param follows another one, where it follows any; it may come later, or never
         */
        record Submit(int at, String request, int connections, int priority, int maxAttempts, String follows)
                implements Incident {}

        /**
         * Somebody waits for a token of their own.
         *
         * @param patience how long
         * @param diesAfter their process dies so long after it began to wait; after the end of the world where it does not
         * @param hangsFor and hangs for so long before, once
         */
        record Await(int at, String request, int connections, int priority, int patience, int hangsFor, int diesAfter)
                implements Incident {}

        record Cancel(int at, String request) implements Incident {}

        /** Somebody wants a request to be queued again, whatever has become of it. */
        record Retry(int at, String request) implements Incident {}

        /** The process dies at once and comes up again under the same name. */
        record CrashWorker(int at, String worker, int down) implements Incident {}

        /** The process stands still, its sessions and what it has sent do not. */
        record HangWorker(int at, String worker, int duration) implements Incident {}

        /** The owner dies; what it has decided but not committed never was. */
        record CrashOwner(int at, int down) implements Incident {}

        /** One input is read late, so that the inputs are read out of order. */
        record DelayInput(int at, Topic topic, int duration) implements Incident {}

        record HidePostgres(int at, int duration) implements Incident {}

        /** An operator kills what runs, and resumes the cluster after a while. */
        record Kill(int at, boolean hold, int resumedAfter) implements Incident {}

        /** Those whom nobody gates open more sessions than are reserved for them. */
        record Surge(int at, int sessions, int duration) implements Incident {}
    }

    static Plan of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Incident> incidents = new ArrayList<>();
        int requests = random.nextInt(1, MOST_REQUESTS + 1);
        for (int i = 0; i < requests; i++) {
            submit("r" + i, random, incidents);
        }
        int troubles = random.nextInt(0, 14);
        for (int i = 0; i < troubles; i++) {
            incidents.add(trouble(random));
        }
        retries(seed, requests, incidents);
        holders(seed, incidents);
        incidents.sort(Comparator.comparingInt(Incident::at));
        return new Plan(seed, incidents);
    }

    private static void submit(String request, SplittableRandom random, List<Incident> incidents) {
        int at = random.nextInt(TROUBLE);
        incidents.add(new Incident.Submit(
                at,
                request,
                random.nextInt(1, LARGEST_REQUEST + 1),
                random.nextInt(3),
                random.nextInt(1, 4),
                "r" + random.nextInt(MOST_REQUESTS)));
        if (random.nextInt(4) == 0) {
            incidents.add(new Incident.Cancel(Math.max(0, at + random.nextInt(-2_000, 20_000)), request));
        }
    }

    /** By chances of their own, so that the rest of a plan is what it was without them. */
    private static void retries(long seed, int requests, List<Incident> incidents) {
        SplittableRandom random = new SplittableRandom(~seed);
        for (int i = random.nextInt(4); i > 0; i--) {
            incidents.add(new Incident.Retry(random.nextInt(TROUBLE), "r" + random.nextInt(requests)));
        }
    }

    private static void holders(long seed, List<Incident> incidents) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5eed);
        for (int i = random.nextInt(6); i > 0; i--) {
            int at = random.nextInt(TROUBLE);
            String request = "h" + i;
            incidents.add(new Incident.Await(
                    at,
                    request,
                    random.nextInt(1, LARGEST_REQUEST + 1),
                    random.nextInt(3),
                    random.nextInt(2_000, 60_000),
                    random.nextInt(3) == 0 ? random.nextInt(100, 40_000) : 0,
                    random.nextInt(4) == 0 ? random.nextInt(30_000) : Integer.MAX_VALUE));
            if (random.nextInt(5) == 0) {
                incidents.add(new Incident.Cancel(Math.max(0, at + random.nextInt(-2_000, 20_000)), request));
            }
        }
    }

    private static Incident trouble(SplittableRandom random) {
        int at = random.nextInt(TROUBLE);
        String worker = "w" + random.nextInt(WORKERS);
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Incident.CrashWorker(at, worker, random.nextInt(10, 20_000));
            case 2, 3, 4 -> new Incident.HangWorker(at, worker, random.nextInt(100, 40_000));
            case 5 -> new Incident.CrashOwner(at, random.nextInt(10, 10_000));
            case 6 -> new Incident.DelayInput(at, INPUTS[random.nextInt(INPUTS.length)], random.nextInt(100, 8_000));
            case 7 -> new Incident.HidePostgres(at, random.nextInt(100, 15_000));
            case 8 -> new Incident.Kill(at, random.nextBoolean(), random.nextInt(100, 20_000));
            default -> new Incident.Surge(at, random.nextInt(1, 12), random.nextInt(1_000, 20_000));
        };
    }

    /** The plan without so many incidents from this one on. */
    Plan without(int from, int count) {
        List<Incident> rest = new ArrayList<>(incidents.subList(0, from));
        rest.addAll(incidents.subList(Math.min(incidents.size(), from + count), incidents.size()));
        return new Plan(seed, rest);
    }
}
