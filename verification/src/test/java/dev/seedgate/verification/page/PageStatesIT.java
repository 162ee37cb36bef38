package dev.seedgate.verification.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import dev.seedgate.verification.system.SeedgateSystem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the page shows, in every state that a cluster can be in. */
class PageStatesIT extends PageScene {
    private static final String HOSTILE = "<img src=x onerror=window.broken=1>";
    /** The sum of what the bar's parts stand for. */
    private static final String SLOTS_OF_THE_BAR = "[...document.querySelectorAll('#budget .part')]"
            + ".reduce((sum, part) => sum + Number(part.style.flexGrow), 0)";
    /** Enough to leave the tokens less than they have, and too few to keep anybody out. */
    private static final int STRANGERS = 2;

    @Test
    void anEmptySystemSaysThatNothingRunsAndNobodyWaits() {
        Visitor visitor = atDesk();

        visitor.see("#status .level", "All is well");
        visitor.see("#tokens .nothing", "Nothing runs.");
        visitor.see("#queue .nothing", "Nobody waits.");
        visitor.until("document.querySelectorAll('#workers tbody tr').length >= 3");
        visitor.until(SLOTS_OF_THE_BAR + " === " + SeedgateSystem.MAX_CONNECTIONS);
        assertThat(visitor.find("#budget .bar").getAttribute("aria-label"))
                .contains("25 connections", "0 tokens", "kept by the server 3", "headroom 1");
        visitor.isAccessible();
        visitor.fits();
        visitor.picture("empty");
    }

    @Test
    void loadsNothingFromElsewhereAndRunsNothingThatIsNotItsOwn() {
        Visitor visitor = atDesk();
        List<String> addresses = new ArrayList<>();
        visitor.page().onRequest(request -> addresses.add(request.url()));

        Response page = visitor.page().reload();
        visitor.see("body[data-live=live]");

        assertThat(page.headerValue("content-security-policy"))
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headerValue("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.headerValue("referrer-policy")).isEqualTo("no-referrer");
        assertThat(addresses)
                .isNotEmpty()
                .allMatch(address -> address.startsWith(system.admission().url().toString()));
    }

    @Test
    void aBusySystemTellsWhoHasWhatAndWhyOthersWaitInTheDarkAndOnAPhoneToo() throws Exception {
        Visitor visitor = atDesk();
        post(8, LONG);

        visitor.until("document.querySelectorAll('#tokens tbody tr').length === 3"
                + " || document.querySelectorAll('#tokens tbody tr').length === 4");
        visitor.see("#tokens td", "2 of 2");
        visitor.see("#tokens .progress");
        visitor.see("#queue .reason", "budget");
        visitor.see("#queue td", "tokens hold");
        visitor.see("#queue td.place", "1");
        visitor.see("#budget .part.token", "tally");
        visitor.see("#timeline .block.running", "tally");
        visitor.see("#timeline .block.expected", "tally");
        visitor.see("#journal li", "token-granted");
        visitor.until("document.querySelectorAll('#history canvas').length === 1");
        // While the API opens one more than is kept for it, the bar has more than there is.
        visitor.until(SLOTS_OF_THE_BAR + " === " + SeedgateSystem.MAX_CONNECTIONS);
        visitor.isAccessible();
        visitor.fits();
        visitor.view("busy");
        visitor.picture("busy-all");
        visitor.dark();
        visitor.isAccessible();
        visitor.view("busy-dark");

        Visitor other = withPhone();
        other.see("#queue .reason", "budget");
        other.see("#tokens button", "Kill");
        other.fits();
        other.isAccessible();
        other.view("phone-dark");
        other.picture("phone-dark-all");
    }

    @Test
    void anOverfullSystemSaysSo() throws Exception {
        post(4, LONG);
        awaitCluster("a full budget", cluster -> cluster.path("free").asInt() < 2);
        Visitor visitor = atDesk();
        List<Connection> strangers = new ArrayList<>();
        try {
            for (int i = 0; i < STRANGERS; i++) {
                strangers.add(system.shop().seeds().named("a stranger").open());
            }
            visitor.see("#status[data-status=critical]");
            visitor.see("#budget .bar[data-overfull]");
            visitor.see("#budget .sum", "more are charged than the budget");
            visitor.see("#budget .gauge[data-level=warn]");
            visitor.see("#budget .part.unclassified");
            visitor.isAccessible();
            visitor.picture("overfull");
        } finally {
            close(strangers);
        }
    }

    @Test
    void namesAreNeverReadAsMarkup() throws Exception {
        system.http().operate("main", "hold", Map.of("by", HOSTILE, "reason", HOSTILE));
        String request = UUID.randomUUID().toString();
        try (var records = new HostileRecords(system.stack().broker().bootstrapServers())) {
            records.request(request, HOSTILE);
            records.worker(HOSTILE);
        }
        posted(request);
        Visitor visitor = atDesk();

        visitor.see("#status", "held by " + HOSTILE);
        visitor.see("#queue td", HOSTILE);
        visitor.see("#workers td", HOSTILE);
        visitor.see("#journal li", "by " + HOSTILE);
        visitor.see("#queue .reason", "held");
        visitor.find("#queue button").first().click();
        visitor.see("dialog h2", HOSTILE);
        visitor.picture("hostile");
        visitor.button("Cancel it").click();
        visitor.see("#ended td", HOSTILE);
        assertThat(visitor.count("img")).isZero();
        assertThat(visitor.page().evaluate("'broken' in window")).isEqualTo(false);
    }

    private static void close(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
