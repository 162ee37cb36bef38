package dev.seedgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seedgate.catalog.Suggestion;
import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.CatalogView;
import dev.seedgate.cli.client.CatalogView.Definition;
import dev.seedgate.cli.client.CatalogView.ParameterView;
import dev.seedgate.cli.client.ConnectionRange;
import dev.seedgate.cli.text.ParameterWords;
import dev.seedgate.cli.text.Table;
import dev.seedgate.cli.text.Words;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what can be submitted, and with which parameters. */
@Command(
        name = "catalog",
        description = "List the seeds that the service takes; of one, what it needs and its parameters.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl catalog",
            "  seedctl catalog meyer",
            "  seedctl catalog --json | jq -r '.seeds[].name'",
            "",
            "Of definitions in a folder, 'seedctl seeds list' says the same."
        })
final class CatalogCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SEED", arity = "0..1", description = "Only this one.")
    private @Nullable String seed;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        Answer<CatalogView> catalog = server.client().catalog();
        if (seed == null) {
            server.show(catalog, this::list);
        } else {
            server.show(found(catalog, seed), this::describe);
        }
        return ExitCode.OK;
    }

    private void list(CatalogView catalog) {
        Table table = Table.of("!SEED", ">~CONN", ">~TIMEOUT", "PARAMETERS", "DESCRIPTION");
        for (Definition each : catalog.seeds()) {
            table.row(
                    each.name(),
                    new ConnectionRange(each.connections(), each.maxConnections()),
                    Words.shortDuration(each.timeout()),
                    each.parameters().stream().map(ParameterView::name).collect(Collectors.joining(" ")),
                    each.description());
        }
        server.printer().table(table, "The catalog is empty.");
        if (catalog.refused() != null) {
            server.printer().line("The catalog was changed since, and is not used as it is now: " + catalog.refused());
        }
    }

    private void describe(Definition found) {
        Printer printer = server.printer();
        printer.field("seed", found.name());
        printer.field("description", found.description());
        printer.field("version", found.definitionVersion());
        printer.field("connections", new ConnectionRange(found.connections(), found.maxConnections()));
        printer.field("labels", String.join(", ", found.labels()));
        printer.field("timeout", Words.shortDuration(found.timeout()));
        printer.field("key", found.concurrencyKey());
        found.parameters()
                .forEach(parameter -> printer.field(
                        "parameter",
                        ParameterWords.of(
                                parameter.name(),
                                parameter.type(),
                                parameter.defaultValue(),
                                parameter.description())));
    }

    private static Answer<Definition> found(Answer<CatalogView> catalog, String name) {
        JsonNode all = catalog.json().path("seeds");
        for (int i = 0; i < all.size(); i++) {
            Definition each = catalog.value().seeds().get(i);
            if (each.name().equals(name)) {
                return new Answer<>(all.get(i), each);
            }
        }
        throw new CommandFailedException(
                ExitCode.FAILED,
                "The service's catalog has no seed " + name
                        + Suggestion.forWord(
                                name,
                                catalog.value().seeds().stream()
                                        .map(Definition::name)
                                        .toList()));
    }
}
