package dev.seedgate.cli.seeds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedgate.catalog.Catalog;
import dev.seedgate.catalog.CatalogException;
import dev.seedgate.catalog.Problem;
import dev.seedgate.cli.ExitCode;
import dev.seedgate.cli.text.Words;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says everything that is wrong with a catalog, as the services would. */
@Command(
        name = "check",
        description = "Check all definitions of a catalog, and say everything that is wrong.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all good", "1:there are problems", "2:wrong arguments"},
        footerHeading = "%nExamples:%n",
        footer = {"  seedctl seeds check seeds/catalog", "  seedctl seeds check --json | jq -r '.problems[].message'"})
final class SeedsCheckCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "The catalog, instead of --catalog.")
    private @Nullable Path given;

    @Mixin
    private CatalogOptions catalog = new CatalogOptions();

    @Override
    public Integer call() {
        Path folder = given == null ? catalog.folder() : given;
        try {
            Catalog loaded = Catalog.load(folder);
            report(folder, loaded.names(), List.of());
            return ExitCode.OK;
        } catch (CatalogException e) {
            report(folder, List.of(), e.problems());
            return ExitCode.FAILED;
        }
    }

    private void report(Path folder, Collection<String> seeds, List<Problem> problems) {
        if (catalog.json()) {
            catalog.print(asJson(folder, seeds, problems));
        } else if (problems.isEmpty()) {
            catalog.print(Words.count(seeds.size(), "seed") + ", all good");
        } else {
            problems.forEach(problem -> catalog.print(problem.toString()));
            catalog.print(Words.count(problems.size(), "problem"));
        }
    }

    private static ObjectNode asJson(Path folder, Collection<String> seeds, List<Problem> problems) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("folder", folder.toString()).put("good", problems.isEmpty());
        ArrayNode names = answer.putArray("seeds");
        seeds.forEach(names::add);
        ArrayNode all = answer.putArray("problems");
        for (Problem problem : problems) {
            all.addObject()
                    .put("file", problem.file().toString())
                    .put("line", problem.line() == 0 ? null : problem.line())
                    .put("column", problem.column() == 0 ? null : problem.column())
                    .put("key", problem.key().isEmpty() ? null : problem.key())
                    .put("message", problem.message());
        }
        return answer;
    }
}
