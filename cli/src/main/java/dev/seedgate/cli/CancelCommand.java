package dev.seedgate.cli;

import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.client.SeedgateClient;
import picocli.CommandLine.Command;

/** Cancels requests. */
@Command(
        name = "cancel",
        description = "Cancel requests. A waiting one is gone at once; a running one is stopped and rolled back first.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  seedctl cancel 0198c2d4-7b1e")
final class CancelCommand extends EachSeedCommand {
    @Override
    Answer<SeedView> ask(SeedgateClient client, String id) {
        return client.cancel(id);
    }

    @Override
    String words(SeedView seed) {
        return "asked to cancel; it was " + Printer.word(seed.state());
    }
}
