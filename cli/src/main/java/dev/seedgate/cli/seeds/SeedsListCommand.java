package dev.seedgate.cli.seeds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seedgate.catalog.Catalog;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.cli.ExitCode;
import dev.seedgate.cli.text.OutputDevice;
import dev.seedgate.cli.text.Table;
import dev.seedgate.cli.text.Words;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the seeds of a catalog. */
@Command(
        name = "list",
        description = "List the seeds of a catalog.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  seedctl seeds list --catalog seeds/catalog", "  seedctl seeds list --json | jq -r '.[].name'"})
final class SeedsListCommand implements Callable<Integer> {
    @Mixin
    private CatalogOptions catalog = new CatalogOptions();

    @Override
    public Integer call() {
        Catalog loaded = catalog.load();
        List<SeedDefinition> seeds = loaded.names().stream()
                .map(name -> loaded.find(name).orElseThrow())
                .toList();
        if (catalog.json()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            seeds.forEach(seed -> all.add(DefinitionJson.of(seed)));
            catalog.print(all);
        } else {
            asTable(seeds).lines(OutputDevice.current()).forEach(catalog::print);
        }
        return ExitCode.OK;
    }

    private static Table asTable(List<SeedDefinition> seeds) {
        Table table = Table.of("!SEED", "~VERSION", ">~CONN", ">~TIMEOUT", ">~STEPS", "~PARAMETERS", "DESCRIPTION");
        for (SeedDefinition seed : seeds) {
            table.row(
                    seed.name(),
                    seed.definitionVersion(),
                    seed.needs().shownConnections(),
                    Words.shortDuration(seed.timeout()),
                    seed.steps().size(),
                    String.join(" ", seed.parameters().keySet()),
                    seed.description());
        }
        return table;
    }
}
