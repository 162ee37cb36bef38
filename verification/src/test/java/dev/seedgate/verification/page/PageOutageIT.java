package dev.seedgate.verification.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The service dies while somebody has the page open. */
class PageOutageIT extends PageScene {
    @Test
    void thePageSaysHowItWasAndGoesOnByItselfWithoutRepeatingOrMissingALine() throws Exception {
        List<String> seeds = post(2, LONG);
        Visitor visitor = atDesk();
        visitor.expectOutage();
        visitor.until("document.querySelectorAll('#tokens tbody tr').length === 2");
        visitor.see("#journal li", "token-claimed");

        system.admission().kill();
        visitor.see("body[data-live=lost]");
        visitor.see("#live", "trying again");
        visitor.see("#status .level", "Nobody knows");
        assertThat(visitor.count("#tokens tbody tr"))
                .as("what was known is still shown")
                .isEqualTo(2);
        visitor.picture("lost");

        system.admission().restart();
        visitor.see("body[data-live=live]");
        system.http().cancel(seeds.getFirst());
        visitor.until("document.querySelectorAll('#tokens tbody tr').length === 1");
        visitor.see("#journal li", "request-cancelled");
        for (String seed : seeds) {
            assertThat(visitor.find("#journal li:has-text('request-queued'):has-text('" + seed + "')"))
                    .as("lines that say that " + seed + " was queued")
                    .satisfies(lines -> assertThat(lines.count()).isEqualTo(1));
        }
        visitor.see("#journal li", "ledger-resumed");
    }
}
