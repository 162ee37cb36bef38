package dev.seedgate.admission.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.admission.agent.Census.SeenToken;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AbsenceTest {
    private static final Backend STARTING = new Backend(4711, null);
    private static final Census NOBODY = census(Set.of());

    private final Absence absence = new Absence();

    @Test
    void isProvenByALookThatKnewOfTheDrain() {
        assertThat(look(4, Views.draining(7, 2, 5, null))).isEmpty();
        assertThat(look(5, Views.draining(7, 2, 5, null))).containsExactly("main-7");
    }

    @Test
    void isNotProvenOfATokenThatIsLiveOrHasASessionOrIsBeingSettled() {
        Token draining = Views.draining(7, 2, Duration.ZERO);
        List<SeenToken> seen = List.of(new SeenToken("main-7", 7, Sessions.named("sg:test:main-7")));

        assertThat(look(9, Views.active(7, 2))).isEmpty();
        assertThat(look(9, new Census(List.of(), 0, seen, List.of(), Set.of(), List.of()), draining))
                .isEmpty();
        assertThat(look(9, census(Set.of("main-7")), draining)).isEmpty();
        assertThat(look(9, census(Set.of("main-6")), draining)).containsExactly("main-7");
    }

    @Test
    void isNotProvenWhileTheHolderMayOpenSessions() {
        assertThat(look(9, Views.draining(7, 2, 5, Duration.ofSeconds(15)))).isEmpty();
    }

    @Test
    void isNotProvenWhileABackendAuthenticatesThatMayBeOlderThanTheDrain() {
        look(3, Views.active(7, 2));

        assertThat(look(5, STARTING, Views.draining(7, 2, 5, null))).isEmpty();
        assertThat(look(6, STARTING, Views.draining(7, 2, 5, null))).isEmpty();
        assertThat(look(7, Views.draining(7, 2, 5, null))).containsExactly("main-7");
    }

    @Test
    void isProvenWhereTheBackendIsYoungerThanTheDrain() {
        look(5, Views.draining(7, 2, 5, null), Views.active(8, 1));

        assertThat(look(6, STARTING, Views.draining(7, 2, 5, null), Views.draining(8, 1, 6, null)))
                .containsExactly("main-7");
        assertThat(look(7, STARTING, Views.draining(7, 2, 5, null), Views.draining(8, 1, 6, null)))
                .containsExactly("main-7");
    }

    @Test
    void isNotProvenByTheFirstLookOfAllBesideAHalfStartedBackend() {
        assertThat(look(9, STARTING, Views.draining(7, 2, 5, null))).isEmpty();
    }

    @Test
    void doesNotTakeALaterBackendForAnOlderOne() {
        look(3, STARTING, Views.active(7, 2));
        look(5, Views.draining(7, 2, 5, null));

        assertThat(look(6, STARTING, Views.draining(7, 2, 5, null))).containsExactly("main-7");
    }

    private List<String> look(long basis, Token... tokens) {
        return look(basis, NOBODY, tokens);
    }

    private List<String> look(long basis, Census census, Token... tokens) {
        return look(basis, List.of(), census, tokens);
    }

    private List<String> look(long basis, Backend halfStarted, Token... tokens) {
        return look(basis, List.of(halfStarted), NOBODY, tokens);
    }

    private List<String> look(long basis, List<Backend> halfStarted, Census census, Token... tokens) {
        LedgerView view = Views.view(basis, 9, Arrays.copyOf(tokens, tokens.length));
        return absence.proven(new Showing(List.of(), halfStarted), census, view).stream()
                .map(token -> token.terms().id())
                .toList();
    }

    private static Census census(Set<String> settling) {
        return new Census(List.of(), 0, List.of(), List.of(), settling, List.of());
    }
}
