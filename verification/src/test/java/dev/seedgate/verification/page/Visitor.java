package dev.seedgate.verification.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Somebody with the page open. Whatever the page complains of in the browser's console fails the test at {@link #close}. */
final class Visitor implements AutoCloseable {
    private static final double PATIENCE_MILLIS = 60_000;
    /** The browser's word on what the service refused; the page shows it as well. */
    private static final String REFUSED = "Failed to load resource: the server responded with a status of 4";

    /** Names the folder for pictures, for whoever wants to look at them or to update those in docs/images; without it none are taken. */
    private static final String PICTURES = "seedgate.page.pictures";

    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private boolean serviceGoesAway;

    private Visitor(BrowserContext context, URI address) {
        this.context = context;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        this.page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith(REFUSED)) {
                complaints.add(message.text());
            }
        });
        page.navigate(address.toString());
    }

    /** At a desk, in daylight. */
    static Visitor atDesk(Browser browser, URI address) {
        return atDoor(browser, address).inside();
    }

    /** At a desk, and asked for a key. */
    static Visitor atDoor(Browser browser, URI address) {
        return new Visitor(context(browser, 1280, 1000, ColorScheme.LIGHT), address);
    }

    /** With a phone in the dark. */
    static Visitor withPhone(Browser browser, URI address) {
        return new Visitor(context(browser, 360, 740, ColorScheme.DARK), address).inside();
    }

    private Visitor inside() {
        see("body[data-live=live]");
        return this;
    }

    private static BrowserContext context(Browser browser, int width, int height, ColorScheme colours) {
        return browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(colours));
    }

    Page page() {
        return page;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** The button with this name, as somebody finds it who does not see the page. */
    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** Waits until there is such an element to be seen. */
    void see(String selector) {
        page.locator(selector).first().waitFor();
    }

    /** Waits until the text is to be seen in such an element. */
    void see(String selector, String text) {
        page.locator(selector)
                .filter(new Locator.FilterOptions().setHasText(text))
                .first()
                .waitFor();
    }

    /** Waits until a script says that something is so. Asked from outside: the page lets nobody evaluate anything inside. */
    void until(String script) {
        await(script)
                .atMost(Duration.ofMillis((long) PATIENCE_MILLIS))
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(100))
                .until(() -> Boolean.TRUE.equals(page.evaluate(script)));
    }

    int count(String selector) {
        return page.locator(selector).count();
    }

    void dark() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    }

    /** From now on the browser may complain that it does not reach the service. */
    void expectOutage() {
        serviceGoesAway = true;
    }

    /** Takes a picture of all of the page, where somebody wants pictures. */
    void picture(String name) {
        take(name, new Page.ScreenshotOptions().setFullPage(true));
    }

    /** Takes one of what is seen without scrolling. */
    void view(String name) {
        take(name, new Page.ScreenshotOptions());
    }

    /** Takes one of this part of the page, without what is fixed above it. */
    void picture(String selector, String name) {
        BoundingBox box = page.locator(selector).boundingBox();
        double scrolled = ((Number) page.evaluate("window.scrollY")).doubleValue();
        take(
                name,
                new Page.ScreenshotOptions().setFullPage(true).setClip(box.x, box.y + scrolled, box.width, box.height));
    }

    private void take(String name, Page.ScreenshotOptions what) {
        String folder = System.getProperty(PICTURES);
        if (folder != null) {
            page.screenshot(what.setPath(Path.of(folder).resolve(name + ".png")));
        }
    }

    /** axe-core finds nothing serious. The browser refuses to let it write styles into the page, which is no fault of the page. */
    void isAccessible() {
        int before = complaints.size();
        List<Rule> serious = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(String.valueOf(rule.getImpact())))
                        .toList();
        complaints.subList(before, complaints.size()).clear();
        assertThat(serious)
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " "
                        + rule.getNodes().stream()
                                .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                .limit(3)
                                .toList())
                .isEmpty();
    }

    /** Nothing sticks out at the side. */
    void fits() {
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("pixels beyond the right edge")
                .isEqualTo(0);
    }

    @Override
    public void close() {
        context.close();
        if (!serviceGoesAway) {
            assertThat(complaints).as("the browser's complaints").isEmpty();
        }
    }
}
