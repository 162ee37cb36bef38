package dev.seedgate.admission.intake;

import static dev.seedgate.admission.Requests.request;
import static dev.seedgate.admission.Requests.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.admission.readmodel.SeedEntry;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PredecessorsTest {
    private final Map<String, SeedEntry> known = new HashMap<>();
    private final Predecessors predecessors = new Predecessors(id -> Optional.ofNullable(known.get(id)));
    private final List<SeedRequest> batch = new ArrayList<>();

    @Test
    void namesBecomeIdsAndWhoFollowsComesBehind() {
        post("id-2", "meyer", "schema").post("id-1", "schema");

        assertThat(predecessors.resolved(batch)).extracting(SeedRequest::id).containsExactly("id-1", "id-2");
        assertThat(after("id-2")).containsExactly("id-1");
    }

    @Test
    void aNameIsEverySeedOfThatName() {
        post("id-1", "meyer").post("id-2", "meyer").post("id-3", "report", "meyer");

        assertThat(after("id-3")).containsExactly("id-1", "id-2");
    }

    @Test
    void anIdIsARequestThatWasAcceptedBefore() {
        known.put("before", entry("before", SeedState.RUNNING));
        post("id-1", "meyer", "before");

        assertThat(after("id-1")).containsExactly("before");
    }

    @Test
    void whatHasSucceededNeedNotBeWaitedFor() {
        known.put("before", entry("before", SeedState.SUCCEEDED));
        post("id-1", "meyer", "before");

        assertThat(after("id-1")).isEmpty();
    }

    @Test
    void whatNobodyKnowsIsRefused() {
        post("id-1", "meyer", "mayer").post("id-2", "omix");

        refused("seeds[0].after[0]", "'mayer' is neither a seed of this batch nor the id of a request that is known");
    }

    @Test
    void whatHasFailedForGoodIsRefused() {
        known.put("before", entry("before", SeedState.DEAD));
        post("id-1", "meyer", "before").post("id-2", "omix");

        refused("seeds[0].after[0]", "before is dead, so what runs after it would never start");
    }

    @Test
    void whatBelongsToAnotherClusterIsRefused() {
        SeedRequest here = request("before", 1, 0);
        SeedRequest elsewhere = new SeedRequest(
                here.id(),
                "other",
                here.database(),
                here.seed(),
                here.connections(),
                here.maxAttempts(),
                here.timeout(),
                here.parameters(),
                here.scheduling(),
                here.acceptedAt());
        known.put("before", SeedEntry.accepted(elsewhere));
        post("id-1", "omix", "before").post("id-2", "meyer");

        refused("seeds[0].after[0]", "belongs to cluster other, this one to main");
    }

    @Test
    void aNameThatIsMoreSeedsThanOneMayFollowIsRefused() {
        for (int i = 0; i <= Scheduling.MAX_AFTER; i++) {
            post("id-" + i, "meyer");
        }
        post("last", "omix", "meyer");

        refused("seeds[101].after", "must name at most 100 seeds, but those names are 101 seeds of this batch");
    }

    @Test
    void aCircleIsRefusedWithItsMembers() {
        post("id-1", "meyer", "omix").post("id-2", "omix", "quad").post("id-3", "quad", "meyer");

        refused("seeds[0].after", "meyer after omix after quad after meyer is a circle");
    }

    @Test
    void whoFollowsItselfIsACircle() {
        post("id-1", "meyer", "meyer").post("id-2", "omix");

        refused("seeds[0].after", "meyer after meyer is a circle");
    }

    private PredecessorsTest post(String id, String seed, String... after) {
        SeedRequest any = request(id, 2, 0);
        batch.add(new SeedRequest(
                id,
                any.cluster(),
                any.database(),
                seed,
                any.connections(),
                any.maxAttempts(),
                any.timeout(),
                any.parameters(),
                Scheduling.DEFAULT.withBatch("night").withAfter(List.of(after)),
                any.acceptedAt()));
        return this;
    }

    private List<String> after(String id) {
        return predecessors.resolved(batch).stream()
                .filter(request -> request.id().equals(id))
                .findFirst()
                .orElseThrow()
                .scheduling()
                .after();
    }

    private void refused(String field, String message) {
        assertThatThrownBy(() -> predecessors.resolved(batch))
                .isInstanceOfSatisfying(RefusedException.class, refusal -> {
                    assertThat(refusal.field()).isEqualTo(field);
                    assertThat(refusal.getMessage()).contains(message);
                });
    }

    private static SeedEntry entry(String id, SeedState state) {
        SeedRequest request = request(id, 1, 0);
        return new SeedEntry(request, status(request, state, null), null);
    }
}
