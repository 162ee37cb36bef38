package dev.seedgate.verification.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.seedgate.verification.checker.EffectsExactlyOnce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What operators do on the page, and what it asks them before. */
class PageActionsIT extends PageScene {
    private static final String WHO = "ada@desk";

    @Test
    void aSeedIsSubmittedAndARefusalIsShownWhereItBelongs() throws Exception {
        Visitor visitor = atDesk();
        visitor.button("Submit…").dblclick();
        Locator dialog = visitor.find("dialog");
        dialog.getByLabel("Seed", exact()).fill("taly");
        submit(dialog, "Submit");

        visitor.see("dialog .field:has(input[aria-invalid]) .problem", "tally");
        visitor.isAccessible();
        visitor.picture("refused");

        dialog.getByLabel("Seed", exact()).fill(EffectsExactlyOnce.TALLY);
        dialog.getByLabel("pause", exact()).fill("1");
        submit(dialog, "Submit");

        visitor.see("dialog .parameters .field:has(input[aria-invalid]) .problem", "parameters.entry is missing");
        visitor.isAccessible();
        visitor.picture("parameters");

        dialog.getByLabel("entry", exact()).fill(UUID.randomUUID().toString());
        submit(dialog, "Submit");

        visitor.see(".toast", "tally is accepted.");
        visitor.until("document.querySelector('dialog') === null && document.activeElement.textContent === 'Submit…'");
        visitor.see("#journal li", "request-queued");
        visitor.see("#journal li", "request-succeeded");
    }

    @Test
    void aWaitingSeedIsCancelledAndThenRetried() throws Exception {
        List<String> seeds = post(6, LONG);
        Visitor visitor = atDesk();
        visitor.see("#queue tbody tr");
        String id = visitor.find("#queue tbody tr").first().getAttribute("data-key");
        assertThat(seeds).contains(id);

        visitor.find("#queue tbody tr").first().getByText("Cancel").click();
        visitor.see("dialog", id);
        visitor.button("Cancel it").click();
        visitor.see("#ended tr[data-key='" + id + "'] td", "cancelled");
        awaitState(id, "cancelled");

        visitor.find("#ended tr[data-key='" + id + "'] button").click();
        visitor.button("Run it again").click();
        visitor.see("#queue tr[data-key='" + id + "']");
    }

    @Test
    void theGrantingIsHeldAndGoesOn() {
        Visitor visitor = atDesk();
        visitor.button("Hold…").click();
        Locator dialog = visitor.find("dialog");
        dialog.getByLabel("Who you are").fill("");
        submit(dialog, "Hold");
        visitor.see("dialog .problem", "by");

        dialog.getByLabel("Who you are").fill(WHO);
        dialog.getByLabel("Why").fill("migration at noon");
        submit(dialog, "Hold");
        visitor.see("#status", "held by " + WHO);
        visitor.see("#status", "migration at noon");
        visitor.see("#status[data-status=warn]");
        visitor.picture("held");

        visitor.button("Resume…").click();
        assertThat(visitor.find("dialog").getByLabel("Who you are").inputValue())
                .as("who it is, remembered")
                .isEqualTo(WHO);
        submit(visitor.find("dialog"), "Resume");
        visitor.see("#status .level", "All is well");
    }

    @Test
    void seedsAreKilledAfterADryRunAndASecondLook() throws Exception {
        List<String> seeds = post(2, LONG);
        Visitor visitor = atDesk();
        visitor.until("[...document.querySelectorAll('#tokens tbody td')]"
                + ".filter(cell => cell.textContent.startsWith('2 of 2')).length === 2");

        visitor.button("Kill seeds…").click();
        visitor.see("dialog", "It would end 4 sessions of 2 tokens");
        visitor.isAccessible();
        visitor.picture("kill");
        Locator dialog = visitor.find("dialog");
        submit(dialog, "Close");
        assertThat(running()).as("after the dry run").isEqualTo(2);

        visitor.find("#tokens tbody tr").first().getByText("Kill").click();
        visitor.see("dialog", "It would end 2 sessions of 1 token");
        dialog.getByLabel("Who you are").fill(WHO);
        submit(dialog, "Kill");

        visitor.see(".toast", "2 sessions of 1 token ended");
        visitor.see("#journal li", "seeds-killed");
        visitor.see("#queue .reason", "held");
        assertThat(running()).as("after one was killed").isEqualTo(1);
        assertThat(seeds.stream().filter(id -> state(id).equals("held"))).hasSize(1);
    }

    private int running() throws Exception {
        JsonNode cluster = system.http().get("/v1/clusters/main").body();
        return cluster.path("seeds").path("running").asInt();
    }

    private String state(String id) {
        try {
            return system.http().get("/v1/seeds/" + id).body().path("state").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Locator.GetByLabelOptions exact() {
        return new Locator.GetByLabelOptions().setExact(true);
    }

    private static void submit(Locator dialog, String button) {
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
