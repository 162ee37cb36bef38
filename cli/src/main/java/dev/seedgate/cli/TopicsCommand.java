package dev.seedgate.cli;

import dev.seedgate.catalog.Suggestion;
import dev.seedgate.cli.broker.BrokerAccess;
import dev.seedgate.cli.text.OutputDevice;
import dev.seedgate.cli.topics.Moment;
import dev.seedgate.cli.topics.RecordLine;
import dev.seedgate.cli.topics.TopicFilter;
import dev.seedgate.cli.topics.TopicFollower;
import dev.seedgate.cli.topics.TopicRecord;
import dev.seedgate.protocol.Topic;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Follows the topics on which tokens travel, straight from the broker, whatever becomes of the admission service. */
@Command(
        name = "topics",
        description = {
            "Follow what is written on the token topics, from now on, until Ctrl-C: bids, grants, renewals, releases, and the"
                    + " journal with the budget after each change. Needs the broker only."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:with --no-follow or --list: all was shown",
            "1:the broker refuses the login, or does not let the account read",
            "2:wrong arguments, no such topic, or client properties that cannot be used",
            "69:no broker answers",
            "130:ended by Ctrl-C"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl topics",
            "  seedctl topics --event 'token-*' --since 10m",
            "  seedctl topics --request 0198c2d4-7b1e --no-follow",
            "  seedctl topics --topic token.events --raw | jq .value.budget",
            "  seedctl topics --bootstrap-servers kafka:9093 --command-config ops.properties",
            "  seedctl topics --list"
        })
final class TopicsCommand implements Callable<Integer> {
    private static final List<Topic> TOKEN_TOPICS = List.of(
            Topic.TOKEN_REQUESTS, Topic.TOKEN_GRANTS, Topic.TOKEN_HEARTBEATS, Topic.TOKEN_RELEASES, Topic.TOKEN_EVENTS);

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            split = ",",
            description = "Others than the token topics, as --list names them, without a prefix; repeatable.")
    private List<String> chosen = List.of();

    @Option(names = "--cluster", paramLabel = "C", description = "Only what is about this PostgreSQL server.")
    private @Nullable String cluster;

    @Option(names = "--token", paramLabel = "T", description = "Only what is about this token, such as main-17.")
    private @Nullable String token;

    @Option(names = "--request", paramLabel = "ID", description = "Only what is about this request and its tokens.")
    private @Nullable String request;

    @Option(
            names = "--event",
            paramLabel = "WORD",
            split = ",",
            description =
                    "Only these, such as token-granted, renewal or 'request-*'; repeatable. docs/EVENTS.md lists the"
                            + " journal's words.")
    private List<String> events = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Begin with what was written so long ago (90s, 10m, 2h, 1d) or since then"
                    + " (2026-02-01T02:00:00Z, 14:30).")
    private @Nullable String since;

    @Option(names = "--no-follow", description = "Show what is there now, from the beginning or --since, and end.")
    private boolean toTheEnd;

    @Option(
            names = {"--raw", "--json"},
            description = "A line of JSON for each record: topic, partition, offset, at, key, value.")
    private boolean raw;

    @Option(names = "--list", description = "List the installation's topics instead: name, partitions, purpose.")
    private boolean list;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            TopicList.show(new Printer(out), broker, raw);
            return ExitCode.OK;
        }
        Instant from = beginning();
        TopicFilter filter = new TopicFilter(cluster, token, request, events);
        Function<TopicRecord, String> line = form();
        Map<String, Topic> topics = topics();
        BrokerAccess access = broker.access();
        try (TopicFollower follower = TopicFollower.open(access, topics, from)) {
            requireTopics(follower, topics, access);
            Interruption.during(
                    () -> follower.follow(
                            record -> !filter.test(record) || isWritten(out, line.apply(record)), toTheEnd),
                    follower::stop);
        }
        return ExitCode.OK;
    }

    /** False when nobody reads any more, as in {@code seedctl topics | head}. */
    private static boolean isWritten(PrintWriter out, String line) {
        out.println(line);
        return Printer.isRead(out);
    }

    private Function<TopicRecord, String> form() {
        if (raw) {
            return record -> record.json().toString();
        }
        ZoneId here = ZoneId.systemDefault();
        return new RecordLine(OutputDevice.current().colours(), here, LocalDate.now(here))::of;
    }

    /** Null for what comes from now on. */
    private @Nullable Instant beginning() {
        if (since == null) {
            return toTheEnd ? Instant.EPOCH : null;
        }
        try {
            return Moment.read(since, ZonedDateTime.now(ZoneId.systemDefault()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--since " + e.getMessage(), e);
        }
    }

    private Map<String, Topic> topics() {
        Map<String, Topic> topics = new LinkedHashMap<>();
        List<Topic> wanted = chosen.isEmpty()
                ? TOKEN_TOPICS
                : chosen.stream().map(this::topic).toList();
        wanted.forEach(topic -> topics.put(broker.names().of(topic), topic));
        return topics;
    }

    private Topic topic(String name) {
        Optional<Topic> found = Arrays.stream(Topic.values())
                .filter(topic -> topic.baseName().equals(name)
                        || broker.names().of(topic).equals(name))
                .findFirst();
        return found.orElseThrow(() -> new ParameterException(
                spec.commandLine(),
                "--topic: there is no topic " + name
                        + Suggestion.forWord(
                                name,
                                Arrays.stream(Topic.values())
                                        .map(Topic::baseName)
                                        .toList())));
    }

    private void requireTopics(TopicFollower follower, Map<String, Topic> topics, BrokerAccess access) {
        List<String> missing = topics.keySet().stream()
                .filter(name -> !follower.found().contains(name))
                .toList();
        if (missing.size() == topics.size()) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "The broker at " + access.bootstrapServers() + " has no topic " + missing.getFirst()
                            + ", or the account may not see it: say another --bootstrap-servers, the installation's"
                            + " --topic-prefix, or another --command-config.");
        }
        if (!missing.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("Not there, or not for this account, and passed over: " + String.join(", ", missing));
        }
    }
}
