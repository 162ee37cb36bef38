package dev.seedgate.admission.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
    @Test
    void theSameKeyIsTheSameIdEverywhereAndForEver() {
        assertThat(RequestIds.ofSeed("main", "import-1")).hasToString("c4b02b8e-54f5-806a-889a-834d54065339");
        assertThat(RequestIds.ofBatchElement("main", "import-1", 0))
                .hasToString("16e22759-ba68-869a-8ae2-6eb8fa608187");
    }

    @Test
    void whatDiffersInAnythingHasAnotherId() {
        List<UUID> ids = List.of(
                RequestIds.ofSeed("main", "k"),
                RequestIds.ofSeed("other", "k"),
                RequestIds.ofSeed("main", "k2"),
                RequestIds.ofBatch("k"),
                RequestIds.ofBatchElement("main", "k", 0),
                RequestIds.ofBatchElement("main", "k", 1),
                RequestIds.ofBatchElement("main", "k1", 0),
                RequestIds.ofBatchElement("main", "k", 10));

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.version() == 8 && id.variant() == 2);
    }

    @Test
    void idsWithoutAKeyAreUniqueAndOrderedByTime() {
        UUID earlier = at("2026-01-01T00:00:00.000Z").timeOrdered();
        UUID later = at("2026-01-01T00:00:00.001Z").timeOrdered();

        assertThat(earlier.toString()).isLessThan(later.toString());
        assertThat(earlier.version()).isEqualTo(7);
        RequestIds ids = at("2026-01-01T00:00:00Z");
        assertThat(Stream.generate(ids::timeOrdered).limit(1000)).doesNotHaveDuplicates();
    }

    private static RequestIds at(String time) {
        return new RequestIds(Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }
}
