package dev.seedgate.cli;

import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.client.SeedgateClient;
import picocli.CommandLine.Command;

/** Queues requests again that failed for good or were cancelled. */
@Command(
        name = "retry",
        description =
                "Queue requests again that are dead or cancelled, as they were posted, under their old ids and with their"
                        + " definitions as they are now. Those that were cancelled because they run after one of them come back"
                        + " behind it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  seedctl retry 0198c2d4-7b1e")
final class RetryCommand extends EachSeedCommand {
    @Override
    Answer<SeedView> ask(SeedgateClient client, String id) {
        return client.retry(id);
    }

    @Override
    String words(SeedView seed) {
        return "retried; it is " + Printer.word(seed.state());
    }
}
