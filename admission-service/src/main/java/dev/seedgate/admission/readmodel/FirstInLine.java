package dev.seedgate.admission.readmodel;

import dev.seedgate.core.ledger.LiveRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Those for whom running a ledger ahead of time is worth the work: the first {@value #AT_MOST} of one cluster that wait. */
final class FirstInLine {
    private static final int AT_MOST = 1_000;

    private FirstInLine() {}

    /** As many of each tenant as of any other, as far as they could start at all before the horizon. */
    static List<LiveRequest> of(ClusterEntities cluster, Instant horizon) {
        Map<String, List<LiveRequest>> byTenant = new LinkedHashMap<>();
        for (LiveRequest live : cluster.waiting()) {
            List<LiveRequest> line = byTenant.computeIfAbsent(live.tenant(), tenant -> new ArrayList<>());
            if (line.size() < AT_MOST && couldStart(live, horizon)) {
                line.add(live);
            }
        }
        List<LiveRequest> first = new ArrayList<>();
        for (int i = 0; i < AT_MOST && first.size() < AT_MOST; i++) {
            for (List<LiveRequest> line : byTenant.values()) {
                if (i < line.size() && first.size() < AT_MOST) {
                    first.add(line.get(i));
                }
            }
        }
        return first;
    }

    private static boolean couldStart(LiveRequest live, Instant horizon) {
        Instant returnsAt = live.returnsAt();
        return !(live.phase() instanceof LiveRequest.Phase.Held) && (returnsAt == null || returnsAt.isBefore(horizon));
    }
}
