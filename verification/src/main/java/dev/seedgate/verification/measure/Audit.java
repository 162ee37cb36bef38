package dev.seedgate.verification.measure;

import dev.seedgate.protocol.Reply;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Counts what must never be: a request that is never granted although bids wait (lost), a bid, a request or a fence that is granted
 * twice (doubled), a fence that nobody received (skipped). Guarded by its own lock.
 */
final class Audit {
    private final Set<String> submitted = new HashSet<>();
    private final Set<String> requests = new HashSet<>();
    private final Set<String> bids = new HashSet<>();
    private final Set<Long> fences = new HashSet<>();
    private int doubled;

    synchronized void submitted(String request) {
        submitted.add(request);
    }

    synchronized void granted(Reply.Grant grant) {
        boolean freshRequest = requests.add(grant.request().id());
        boolean freshBid = bids.add(grant.bid());
        boolean freshFence = fences.add(grant.fence());
        if (!freshRequest || !freshBid || !freshFence) {
            doubled++;
        }
    }

    synchronized int grants() {
        return requests.size();
    }

    synchronized boolean isComplete() {
        return requests.containsAll(submitted);
    }

    private int lost() {
        Set<String> missing = new HashSet<>(submitted);
        missing.removeAll(requests);
        return missing.size();
    }

    private long skipped() {
        long first = fences.stream().mapToLong(Long::longValue).min().orElse(1);
        long last = fences.stream().mapToLong(Long::longValue).max().orElse(0);
        return last - first + 1 - fences.size();
    }

    synchronized boolean isSound() {
        return lost() == 0 && doubled == 0 && skipped() == 0;
    }

    synchronized String words() {
        return String.format(
                Locale.ROOT, "%d grants: %d lost, %d doubled, %d skipped", grants(), lost(), doubled, skipped());
    }
}
