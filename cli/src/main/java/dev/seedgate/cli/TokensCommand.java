package dev.seedgate.cli;

import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.SeedgateClient;
import dev.seedgate.cli.client.TokenView;
import dev.seedgate.cli.text.Table;
import dev.seedgate.cli.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the tokens that are charged to the budget. */
@Command(
        name = "tokens",
        description = "List the tokens that are out: who has which connections, and until when.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  seedctl tokens --watch", "  seedctl tokens --cluster main --json | jq -r .tokens[].token"})
final class TokensCommand implements Callable<Integer> {
    @Option(names = "--cluster", paramLabel = "C", description = "Only those of this PostgreSQL server.")
    private @Nullable String cluster;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private WatchOption watch = new WatchOption();

    @Override
    public Integer call() {
        SeedgateClient client = server.client();
        watch.show(server, () -> {
            Answer<TokenView.Tokens> tokens = client.tokens(cluster);
            return new WatchOption.Shown(
                    tokens.json(), printer -> printer.table(table(tokens.value(), Instant.now()), "No token is out."));
        });
        return ExitCode.OK;
    }

    private static Table table(TokenView.Tokens tokens, Instant now) {
        Table table = Table.of(
                "!TOKEN",
                "!STATE",
                ">CONN",
                "SEED",
                "~DATABASE",
                "~WORKER",
                ">AGE",
                ">~LEASE LEFT",
                "!~REQUEST",
                "~REASON");
        for (TokenView token : tokens.tokens()) {
            table.row(
                    token.token(),
                    token.state(),
                    token.connections(),
                    Words.orEmpty(token.seed()),
                    Words.orEmpty(token.database()),
                    Words.orEmpty(token.worker()),
                    between(token.grantedAt(), now),
                    between(now, token.leaseUntil()),
                    Words.orEmpty(token.request()),
                    reason(token));
        }
        return table;
    }

    private static String reason(TokenView token) {
        return token.reason() == null && token.askedBack() > 0
                ? token.askedBack() + " asked back"
                : Words.orEmpty(token.reason());
    }

    private static String between(@Nullable Instant from, @Nullable Instant to) {
        if (from == null || to == null) {
            return "";
        }
        Duration time = Duration.between(from, to);
        return Words.duration(time.isNegative() ? Duration.ZERO : time);
    }
}
