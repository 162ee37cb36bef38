package dev.seedgate.admission.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.admission.Requests;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComebackTest {
    private final Map<String, SeedEntry> known = new HashMap<>();
    private final List<SeedEntry> cancelled = new ArrayList<>();

    @Test
    void bringsThoseThatFollowItEachBehindAllThatItFollows() {
        seed("a", SeedState.DEAD);
        follower("d", "c", "b", "a");
        follower("c", "b");
        follower("b", "a");

        assertThat(back("a")).containsExactly("a", "b after a", "c after b", "d after c b a");
    }

    @Test
    void forgetsWhoHasSucceeded() {
        seed("schema", SeedState.SUCCEEDED);
        seed("other", SeedState.RUNNING);
        seed("a", SeedState.CANCELLED, "schema", "other");
        follower("b", "schema", "a", "other");

        assertThat(back("a")).containsExactly("a after other", "b after a other");
    }

    @Test
    void leavesOutWhoWaitsForAnotherThatFailedAndWhoeverFollowsThat() {
        seed("a", SeedState.DEAD);
        seed("x", SeedState.DEAD);
        follower("b", "a", "x");
        follower("c", "a", "b");
        follower("d", "a", "unknown");
        follower("e", "a");

        assertThat(back("a")).containsExactly("a", "e after a");
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED, a has not ended, it is queued",
        "RUNNING, a has not ended, it is running",
        "HELD, a has not ended, it is held",
        "SUCCEEDED, a has succeeded"
    })
    void isForThoseThatEndedWithoutSuccess(SeedState state, String why) {
        seed("a", state);

        assertThatThrownBy(() -> back("a"))
                .isInstanceOf(NotRetriableException.class)
                .hasMessageContaining(why);
    }

    @Test
    void namesTheOneThatMustBeRetriedFirst() {
        seed("a", SeedState.DEAD);
        seed("b", SeedState.CANCELLED, "a");

        assertThatThrownBy(() -> back("b"))
                .isInstanceOf(NotRetriableException.class)
                .hasMessageContaining("b runs after a, which is dead; retry that one");
    }

    @Test
    void takesItThatWhatADeadOneFollowedHadSucceeded() {
        seed("a", SeedState.DEAD, "long-ago");
        seed("b", SeedState.CANCELLED, "long-ago");

        assertThat(back("a")).containsExactly("a");
        assertThatThrownBy(() -> back("b"))
                .isInstanceOf(NotRetriableException.class)
                .hasMessageContaining("nobody knows");
    }

    private List<String> back(String id) {
        SeedEntry seed = Optional.ofNullable(known.get(id)).orElseThrow();
        return Comeback.of(seed, cancelled, any -> Optional.ofNullable(known.get(any))).stream()
                .map(ComebackTest::words)
                .toList();
    }

    private static String words(SeedRequest request) {
        List<String> after = request.scheduling().after();
        return after.isEmpty() ? request.id() : request.id() + " after " + String.join(" ", after);
    }

    private SeedEntry seed(String id, SeedState state, String... after) {
        SeedRequest request = Requests.request(id, 2, 0).with(Scheduling.DEFAULT.withAfter(List.of(after)));
        SeedEntry entry = new SeedEntry(request, Requests.status(request, state, null), null);
        known.put(id, entry);
        return entry;
    }

    private void follower(String id, String... after) {
        cancelled.add(seed(id, SeedState.CANCELLED, after));
    }
}
