package dev.seedgate.verification.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.seedgate.localstack.installation.ServiceProcess;
import dev.seedgate.verification.system.Keys;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The page of a service that wants to know who somebody is. */
class PageAccessIT extends PageScene {
    @Test
    void asksForAKeyAndOffersOnlyWhatItsRoleAllows() throws Exception {
        for (String seed : post(1, Duration.ofSeconds(1))) {
            awaitState(seed, "succeeded");
        }
        post(1, LONG);
        ServiceProcess guarded = system.startGuarded();
        Visitor visitor = atDoor(guarded);

        visitor.see("dialog h2", "Sign in");
        visitor.isAccessible();
        visitor.picture("sign-in");
        signIn(visitor, "sgk_nobody-has-this-key-at-all");
        visitor.see("dialog .problem", "unknown, no longer good");
        visitor.page().keyboard().press("Escape");
        visitor.see("dialog h2", "Sign in");
        assertThat(visitor.count("#tokens tbody tr")).as("what is shown before").isZero();

        signIn(visitor, Keys.of(Keys.VIEWER));
        visitor.see("body[data-live=live]");
        visitor.see("#who", Keys.VIEWER);
        visitor.see("#tokens td", "tally");
        visitor.isAccessible();
        visitor.picture("viewer");
        assertThat(visitor.count("#actions button, tbody button"))
                .as("what a viewer could press")
                .isZero();

        visitor.button("Ask").click();
        visitor.see("#plan .advice .level");

        visitor.page().reload();
        visitor.see("body[data-live=live]");
        visitor.button("Sign out").click();
        visitor.see("dialog h2", "Sign in");

        signIn(visitor, Keys.of(Keys.SUBMITTER));
        visitor.see("#tokens button", "Cancel");
        assertThat(visitor.button("Submit…").isVisible()).isTrue();
        assertThat(visitor.button("Hold…").count()).isZero();
        assertThat(visitor.find("#tokens button").getByText("Kill").count()).isZero();
    }

    @Test
    void writesDownWhoseKeyItWas() throws Exception {
        ServiceProcess guarded = system.startGuarded();
        Visitor visitor = atDoor(guarded);
        signIn(visitor, Keys.of(Keys.OPERATOR));

        visitor.button("Hold…").click();
        Locator dialog = visitor.find("dialog");
        dialog.getByLabel("Who you are").fill("ada@desk");
        dialog.getByText("Hold", new Locator.GetByTextOptions().setExact(true)).click();

        visitor.see("#status", "held by ada@desk (operator)");
    }

    private static void signIn(Visitor visitor, String key) {
        visitor.find("dialog input").fill(key);
        visitor.find("dialog button[type=submit]").click();
    }
}
