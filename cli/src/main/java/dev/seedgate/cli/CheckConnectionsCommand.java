package dev.seedgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.CheckView;
import dev.seedgate.cli.client.ProblemException;
import dev.seedgate.cli.client.SeedgateClient;
import dev.seedgate.cli.client.UnreachableException;
import dev.seedgate.cli.text.OutputDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows who has which connections and what is wrong, with the exit status of a monitoring plug-in. */
@Command(
        name = "check-connections",
        description = "Show who has which connections, and what is wrong.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.CHECK_UNKNOWN,
        exitCodeListHeading = "%nExit status, as monitoring plug-ins have it:%n",
        exitCodeList = {
            "0:all is well",
            "1:warn",
            "2:critical",
            "3:unknown: the service or the database is away, or the arguments are wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  seedctl check-connections", "  seedctl check-connections --cluster main --watch"})
final class CheckConnectionsCommand implements Callable<Integer> {
    @Mixin
    private WatchOption watch = new WatchOption();

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private ServerOptions server = new ServerOptions();

    /** What one round of checks found. */
    private record Round(
            List<Answer<CheckView>> checks, @Nullable String away) {
        int exitCode() {
            int worst = away == null ? ExitCode.OK : ExitCode.CHECK_UNKNOWN;
            for (Answer<CheckView> check : checks) {
                int status = CheckLines.exitCode(check.value());
                worst = rank(status) > rank(worst) ? status : worst;
            }
            return worst;
        }

        /** That one is critical is known, whatever is not known of another. */
        private static int rank(int status) {
            return switch (status) {
                case ExitCode.CHECK_UNKNOWN -> ExitCode.CHECK_CRITICAL;
                case ExitCode.CHECK_CRITICAL -> ExitCode.CHECK_UNKNOWN;
                default -> status;
            };
        }
    }

    @Override
    public Integer call() {
        SeedgateClient client = server.client();
        AtomicReference<Round> last = new AtomicReference<>(new Round(List.of(), null));
        watch.show(server, () -> {
            Round round = look(client);
            last.set(round);
            return new WatchOption.Shown(
                    json(round), printer -> lines(round, printer.device()).forEach(printer::line));
        });
        return last.get().exitCode();
    }

    private Round look(SeedgateClient client) {
        List<Answer<CheckView>> checks = new ArrayList<>();
        try {
            for (String each : cluster.all(client)) {
                checks.add(client.check(each));
            }
            return new Round(checks, null);
        } catch (UnreachableException | ProblemException e) {
            return new Round(checks, e.getMessage());
        }
    }

    private static List<String> lines(Round round, OutputDevice device) {
        List<String> lines = new ArrayList<>();
        for (Answer<CheckView> check : round.checks()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(CheckLines.of(check.value(), device));
        }
        if (round.away() != null) {
            lines.add(device.colours().bad("UNKNOWN") + ": " + round.away());
        }
        return lines;
    }

    private static ObjectNode json(Round round) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", CheckLines.word(round.exitCode()).toLowerCase(Locale.ROOT));
        if (round.away() != null) {
            json.put("error", round.away());
        }
        ArrayNode checks = json.putArray("checks");
        round.checks().forEach(check -> checks.add(check.json()));
        return json;
    }
}
