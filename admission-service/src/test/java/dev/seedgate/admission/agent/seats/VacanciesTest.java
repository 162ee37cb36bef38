package dev.seedgate.admission.agent.seats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VacanciesTest {
    private static final SeatRole SEAT = new SeatRole("sg_test_main-7", 7, false, 2, "owner", true);

    private final Vacancies vacancies = new Vacancies();

    @Test
    void aClosedSeatWithoutSessionsIsVacant() {
        assertThat(look(0)).isTrue();
    }

    @Test
    void aSeatWithASessionIsNot() {
        assertThat(look(1)).isFalse();
        assertThat(look(0)).isTrue();
    }

    @Test
    void waitsForWhoeverWasHalfStartedWhenTheSeatWasClosed() {
        assertThat(look(0, "4711")).isFalse();
        assertThat(look(0, "4711")).isFalse();
        assertThat(look(1)).isFalse();
        assertThat(look(0)).isTrue();
    }

    @Test
    void doesNotWaitForWhoeverCameLater() {
        assertThat(look(0, "4711")).isFalse();
        assertThat(look(0, "4712")).isTrue();
        assertThat(look(0, "4713")).isTrue();
    }

    @Test
    void waitsAnewWhenTheSeatWasOpenMeanwhile() {
        assertThat(look(0)).isTrue();
        vacancies.judge(List.of(), new Presence(Map.of(), Set.of()));

        assertThat(look(0, "4711")).isFalse();
    }

    private boolean look(int sessions, String... halfStarted) {
        Map<String, Integer> bySeat = sessions == 0 ? Map.of() : Map.of(SEAT.name(), sessions);
        return vacancies
                .judge(List.of(SEAT), new Presence(bySeat, Set.of(halfStarted)))
                .contains(SEAT.name());
    }
}
