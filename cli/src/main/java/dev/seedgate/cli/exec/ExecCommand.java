package dev.seedgate.cli.exec;

import dev.seedgate.catalog.Durations;
import dev.seedgate.cli.CommandFailedException;
import dev.seedgate.cli.ConnectionRangeConverter;
import dev.seedgate.cli.DatabaseOption;
import dev.seedgate.cli.ExitCode;
import dev.seedgate.cli.PriorityConverter;
import dev.seedgate.cli.ServerOptions;
import dev.seedgate.cli.client.ConnectionRange;
import dev.seedgate.cli.client.HeldToken;
import dev.seedgate.cli.client.HolderClient;
import dev.seedgate.cli.client.TokenOrder;
import dev.seedgate.exec.TokenEnvironment.Url;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs any command under a token. */
@Command(
        name = "exec",
        description = {
            "Run a command under a token of its own.",
            "",
            "Waits for the token, then runs the command with a gate before the database: PGHOST, PGPORT, PGUSER, DATABASE_URL"
                    + " and so on lead to it. It lets through as many connections as the token is worth and queues the rest, so a"
                    + " pool that is too large only runs more slowly. The token is given back when the command, all that it"
                    + " started and its sessions are gone."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0-255:the command's own; 128 + n when signal n ended it",
            "2:wrong arguments, or nobody said who is to log in where",
            "69:no admission service answers",
            "75:no token in time; the command was not started",
            "76:the token was lost; the command was stopped",
            "126:the command cannot be run",
            "127:there is no such command"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl exec --database shop -- psql",
            "  seedctl exec --database shop --connections 2 --wait 10m -- npm run seed-meyer",
            "  seedctl exec --database shop --timeout 4h -- pg_dump --file shop.sql",
            "  seedctl exec --database shop --url-variable DIRECT_URL -- npx prisma migrate deploy"
        })
public final class ExecCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--connections",
            paramLabel = "N[..MAX]",
            defaultValue = "1",
            converter = ConnectionRangeConverter.class,
            description =
                    "How many it may have at once, and how many it can use while nobody else needs them. Default: 1.")
    private ConnectionRange connections = ConnectionRange.exactly(1);

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "How long to wait for the token: 30s, 10m, 1h. Default: 10m.")
    private String wait = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "How long it may have the token; it is stopped then. Default: 1h.")
    private @Nullable String timeout;

    @Option(
            names = "--priority",
            paramLabel = "P",
            converter = PriorityConverter.class,
            description = "low, normal, high, urgent, or 0 to 1000; higher goes first. Default: normal.")
    private @Nullable Integer priority;

    @Option(names = "--tenant", paramLabel = "T", description = "In whose name; tenants take turns.")
    private @Nullable String tenant;

    @Option(
            names = "--concurrency-key",
            paramLabel = "K",
            description = "Of tokens and seeds with the same concurrency key one is held or runs at a time.")
    private @Nullable String concurrencyKey;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "postgresql://user:password@host:port/database?sslmode=require. Default: where the service says, as"
                            + " DATABASE_URL or PGUSER and PGPASSWORD say.")
    private @Nullable String url;

    @Option(
            names = "--url-variable",
            paramLabel = "NAME",
            description = "A further variable that is to hold the URL, such as DIRECT_URL; repeatable.")
    private List<String> urlVariables = new ArrayList<>();

    @Option(
            names = "--plain-url",
            description =
                    "DATABASE_URL without connection_limit and pool_timeout, which Prisma reads and libpq refuses;"
                            + " SEEDGATE_URL is always plain.")
    private boolean plainUrl;

    @Option(names = "--name", paramLabel = "NAME", description = "What it is called in lists. Default: the command.")
    private @Nullable String name;

    @Parameters(arity = "1..*", paramLabel = "-- COMMAND", description = "The command and its arguments, behind --.")
    private List<String> command = new ArrayList<>();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        requireNoToken(System.getenv());
        HolderClient client = server.client().holder();
        StatusLine status = StatusLine.on(spec.commandLine().getErr());
        TokenWait wait = new TokenWait(client, order(), waiting(), status);
        try (Preparation preparation = Preparation.begin()) {
            return run(client, wait.await(), preparation, status);
        }
    }

    private int run(HolderClient client, HeldToken token, Preparation preparation, StatusLine status)
            throws InterruptedException {
        var disconnected = new AtomicBoolean(true); // nothing was opened yet
        try {
            DatabaseLogin login = DatabaseLogin.of(token.connection(), url, System.getenv());
            int most = connections.max() == null ? connections.min() : connections.max();
            var run = new CommandRun.Order(command, plainUrl ? Url.PLAIN : Url.WITH_LIMITS, urlVariables, most);
            return new CommandRun(client, token, login, run, preparation, status, disconnected).run();
        } finally {
            giveBack(client, token, disconnected.get(), status);
        }
    }

    /**
     * A command under a token that waits for another one of the same cluster may wait for itself.
     *
     * @throws CommandFailedException when this process runs under a token
     */
    static void requireNoToken(Map<String, String> environment) {
        String token = environment.get("SEEDGATE_TOKEN");
        if (token != null && !token.isBlank()) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "This already runs under the token " + token
                            + ", and would wait for itself. Run the command as it is: PGHOST,"
                            + " PGPORT and DATABASE_URL lead to that token's gate. For a database of another cluster unset"
                            + " SEEDGATE_TOKEN before.");
        }
    }

    /** Without proof that its sessions are gone its slots are free only when PostgreSQL was asked. */
    private static void giveBack(HolderClient client, HeldToken token, boolean disconnected, StatusLine status) {
        try {
            client.release(token, disconnected);
        } catch (RuntimeException e) {
            status.line("the token " + token + " could not be given back, so its lease will end it: " + e.getMessage());
        }
    }

    private TokenOrder order() {
        String purpose = name == null ? Names.purpose(command) : name;
        return new TokenOrder(
                database.require(server),
                connections,
                Names.holder(),
                purpose,
                priority,
                tenant,
                concurrencyKey,
                timeout,
                "PT1S",
                null);
    }

    private Duration waiting() {
        return Durations.parse(wait)
                .filter(duration -> !duration.isNegative())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--wait must be a duration such as 30s, 10m or 1h, got: '" + wait + "'"));
    }
}
