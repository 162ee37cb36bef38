package dev.seedgate.verification.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import dev.seedgate.verification.system.SeedgateSystem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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

    private static final int PAGE = 25;
    /** What the service answers where it has just been installed, which this one has not. */
    private static final String NO_HISTORY = """
            {"type": "urn:seedgate:problem:no-history", "title": "There is no history yet", "status": 404,
             "detail": "nothing has run in main since 2026-02-01T02:00:00Z, so there is nothing to replay"}""";
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
        visitor.find("#queue tbody button").first().click();
        visitor.see("dialog h2", HOSTILE);
        visitor.picture("hostile");
        visitor.button("Cancel it").click();
        visitor.see("#ended td", HOSTILE);
        assertThat(visitor.count("img")).isZero();
        assertThat(visitor.page().evaluate("'broken' in window")).isEqualTo(false);
    }

    @Test
    void aLongQueueIsShownInPagesAndCanBeSearched() throws Exception {
        system.http().operate("main", "hold", Map.of("by", "the test"));
        List<String> seeds = post(PAGE + 5, LONG);
        Visitor visitor = atDesk();

        visitor.see("#queue .pages", "1–25 of 30 rows");
        assertThat(visitor.count("#queue tbody tr")).isEqualTo(PAGE);
        visitor.isAccessible();
        visitor.fits();
        visitor.button("Next").press("Enter");
        visitor.see("#queue .pages", "26–30 of 30 rows");
        visitor.button("Next").press("Enter");
        visitor.see("#queue .pages", "26–30 of 30 rows");
        assertThat(visitor.count("#queue tbody tr")).isEqualTo(5);

        visitor.find("#queue input").fill(seeds.getFirst());
        visitor.see("#queue .pages", "1–1 of 1 row");
        visitor.see("#queue tr[data-key='" + seeds.getFirst() + "']");
        visitor.picture("#queue", "pages");
        visitor.find("#queue input").fill("nobody's");
        visitor.see("#queue .nothing", "None of 30");
        assertThat(visitor.count("#queue tbody tr")).isZero();
    }

    @Test
    void thePlanThatIsNeededIsToldWithWhatThatRestsOn() throws Exception {
        for (String seed : post(3, Duration.ofSeconds(1))) {
            awaitState(seed, "succeeded");
        }
        Visitor visitor = atDesk();
        visitor.find("#plan").getByLabel("wait no longer").fill("soon");
        visitor.button("Ask").click();
        visitor.see("#plan .field:has(input[aria-invalid]) .problem", "a time such as 90s");
        visitor.isAccessible();

        askForPlan(visitor);
        visitor.see("#plan .facts", "Confidence is low");
        visitor.see("#plan td", "Everything stays as it is");
        visitor.see("#plan td", "twice as many workers");
        visitor.see("#plan td", "Professional 1");
        visitor.see("#plan td", "Measured");
        visitor.see("#plan td", "Replayed");
        visitor.see("#plan td", "api");
        visitor.until("document.querySelectorAll('#plan canvas').length === 1");
        visitor.see("#plan .notes", "The journal goes back no further than");
        visitor.isAccessible();
        visitor.fits();
        visitor.picture("#plan", "plan");
        visitor.dark();
        visitor.isAccessible();
        visitor.picture("#plan", "plan-dark");

        Visitor other = withPhone();
        askForPlan(other);
        other.isAccessible();
        other.fits();
        other.picture("#plan", "plan-phone");
    }

    private static void askForPlan(Visitor visitor) {
        visitor.find("#plan").getByLabel("wait no longer").fill("10m");
        visitor.button("Ask").click();
        visitor.see("#plan .advice .level");
    }

    @Test
    void whoAsksForAPlanTooSoonIsToldThatThereIsNoHistory() {
        Visitor visitor = atDesk();
        visitor.page()
                .route(
                        "**/v1/clusters/main/plan?*",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setStatus(404)
                                .setContentType("application/problem+json")
                                .setBody(NO_HISTORY)));
        visitor.button("Ask").click();
        visitor.see("#plan > .problem", "There is no history yet: nothing has run in main");
        assertThat(visitor.find("#plan .answer").isVisible()).isFalse();
        visitor.isAccessible();
    }

    private static void close(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
