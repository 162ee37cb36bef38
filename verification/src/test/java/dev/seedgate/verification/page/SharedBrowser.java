package dev.seedgate.verification.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** One browser for all tests of the page in this JVM, with which it ends. */
public final class SharedBrowser {
    private static @Nullable Browser browser;

    private SharedBrowser() {}

    /** Skips the test where this machine has no Chromium. */
    public static synchronized Browser get() {
        Browser running = browser;
        if (running == null) {
            Optional<Path> chromium = Chromium.executable();
            Assumptions.assumeTrue(chromium.isPresent(), Chromium.missing());
            running = launch(chromium.orElseThrow());
            browser = running;
        }
        return running;
    }

    private static Browser launch(Path chromium) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setHeadless(true)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }
}
