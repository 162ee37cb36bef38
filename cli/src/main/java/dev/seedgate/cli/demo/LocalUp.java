package dev.seedgate.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seedgate.cli.Invocation;
import dev.seedgate.cli.demo.Narrator.Done;
import dev.seedgate.cli.text.Words;
import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.installation.Installation;
import dev.seedgate.localstack.installation.InstallationConfig;
import dev.seedgate.localstack.installation.ServiceSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An installation on this machine that nobody but its user gives work to. Stays up until it is closed, by any thread. */
public final class LocalUp implements AutoCloseable {
    private final UpPlan plan;
    private final PrintWriter out;
    private final boolean json;
    private final Narrator narrator;
    private final DemoFolder folder;
    private volatile @Nullable LocalStack stack;
    private volatile @Nullable Installation installation;
    private volatile @Nullable Supervisor supervisor;

    /**
     * Makes the folder and starts nothing yet.
     *
     * @param json whether to say where it is as JSON, and nothing else
     */
    public LocalUp(UpPlan plan, PrintWriter out, boolean json) {
        this.plan = plan;
        this.out = out;
        this.json = json;
        this.narrator = new Narrator(json ? new PrintWriter(new StringWriter()) : out);
        this.folder = DemoFolder.create(plan.keep());
    }

    /** Starts everything and says where it is. */
    public void start() throws Exception {
        Path catalog = catalog();
        LocalStack servers = narrator.step("broker and PostgreSQL", this::startStack);
        DemoDatabase database = narrator.step("database 'shop', roles, tables", () -> createDatabase(servers));
        Installation services = narrator.step(
                "admission service and " + Words.count(plan.workers(), "worker"),
                () -> startServices(servers, database, catalog));
        supervisor = Supervisor.start(services, narrator::line);
        if (json) {
            out.println(addresses(servers, services, database));
            out.flush();
        } else {
            whereItIs(servers, services, database).forEach(narrator::line);
        }
    }

    private Path catalog() throws IOException {
        DemoFeeds.write(plan.demo(), folder.catalog());
        return plan.catalog() == null
                ? folder.catalog()
                : plan.catalog().toAbsolutePath().normalize();
    }

    private Done<LocalStack> startStack() {
        LocalStackConfig config = LocalStackConfig.forTests()
                .withMaxConnections(plan.maxConnections())
                .withPorts(plan.brokerPort(), plan.postgresPort())
                .withDurability();
        LocalStack started = LocalStack.start(config.keepingDataIn(folder.stack()));
        stack = started;
        return new Done<>(started, "");
    }

    private Done<DemoDatabase> createDatabase(LocalStack servers) throws SQLException, IOException {
        return new Done<>(
                DemoDatabase.create(servers.postgres(), folder.catalog().resolve("schema.sql")), "");
    }

    private Done<Installation> startServices(LocalStack servers, DemoDatabase database, Path catalog) {
        InstallationConfig config = database.installation(catalog).withWorkers(plan.workers());
        if (plan.port() != 0) {
            config = config.withService("admission", ServiceSettings.onPort(plan.port()));
        }
        Installation started = Installation.launch(servers, config);
        installation = started;
        started.awaitReady();
        return new Done<>(started, "");
    }

    private static String addresses(LocalStack servers, Installation services, DemoDatabase database) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("server", services.admission().url().toString())
                .put("broker", servers.broker().bootstrapServers())
                .put("postgres", database.studioAddress())
                .put("databaseUrl", database.seedsAddress())
                .put("folder", servers.folder().toString())
                .toString();
    }

    private static List<String> whereItIs(LocalStack servers, Installation services, DemoDatabase database) {
        String seedctl = Invocation.name();
        String server = services.admission().url().toString();
        return List.of(
                "",
                "Listening on the loopback interface, for this machine only:",
                "  page      " + server + "/",
                "  API       " + server + "/v1, described at " + server + "/q/openapi",
                "  broker    " + servers.broker().bootstrapServers(),
                "  database  " + database.studioAddress(),
                "  logs      " + servers.folder() + "/*/*.log",
                "",
                "In another terminal:",
                "  export SEEDGATE_SERVER=" + server + " SEEDGATE_DATABASE=" + DemoPlan.DATABASE
                        + " KAFKA_BOOTSTRAP_SERVERS=" + servers.broker().bootstrapServers(),
                "  export DATABASE_URL=" + database.seedsAddress(),
                "  " + seedctl + " submit meyer --wait",
                "  " + seedctl + " exec --database " + DemoPlan.DATABASE + " -- psql",
                "  " + seedctl + " status --watch",
                "",
                "All of it stays up until Ctrl-C.");
    }

    /** A last word before the process ends; nothing else is printed any more. */
    public void lastWord(String line) {
        narrator.lastLine(line);
    }

    /** True from the first {@link #lastWord}. */
    public boolean isEnding() {
        return narrator.isSilent();
    }

    /** Ends what was started and keeps the folder, for somebody to find out what went wrong; returns that folder. */
    public Path abandon() {
        folder.keep();
        close();
        return folder.path();
    }

    @Override
    public void close() {
        Supervisor watching = supervisor;
        if (watching != null) {
            watching.close();
        }
        Installation services = installation;
        if (services != null) {
            services.close();
        }
        LocalStack servers = stack;
        if (servers != null) {
            servers.close();
        }
    }
}
