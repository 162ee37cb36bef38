package dev.seedgate.admission.api;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.view.RejectedRowText;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.admission.readmodel.RunRejects;
import dev.seedgate.admission.readmodel.SeedEntry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rows that a seed put aside, as a file. */
@Path("/v1/seeds/{id}/rejects")
@RunOnVirtualThread
@Tag(name = "seeds")
public class SeedRejectsResource {
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    private static final String UNSAFE_IN_FILE_NAMES = "[^A-Za-z0-9._-]";

    private final ReadModel readModel;
    private final RunRejects rejects;

    SeedRejectsResource(ReadModel readModel, RunRejects rejects) {
        this.readModel = readModel;
        this.rejects = rejects;
    }

    @GET
    @Produces(CSV)
    @Operation(
            operationId = "readRejects",
            summary = "Download the rows that a seed put aside",
            description =
                    "Step, file, line, column, value and reason of each row that a seed with `onError: reject` could not take, as"
                            + " CSV or, where that is asked for, as one JSON object a line. The first 10 000 of them, values and"
                            + " reasons cut to 500 characters, for as long as the topic seed.rejects keeps them, seven days by"
                            + " default; the table seedgate.rejects in the seeded database has all.")
    @APIResponse(
            responseCode = "200",
            description = "The rows; none unless the seed has succeeded and put some aside",
            headers = {
                @Header(
                        name = "Seedgate-Rejected",
                        description = "How many rows were put aside",
                        schema = @Schema(type = SchemaType.INTEGER)),
                @Header(
                        name = "Seedgate-Complete",
                        description = "Whether all of them are in the file",
                        schema = @Schema(type = SchemaType.BOOLEAN))
            },
            content = {
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING))
            })
    public Response readCsv(@PathParam("id") String id) throws InterruptedException {
        RunRejects.Found found = find(id);
        return file(id, "csv", found, CSV, out -> RejectedRowText.csv(found.rows(), out));
    }

    @GET
    @Produces(NDJSON + ";qs=0.5")
    @Operation(hidden = true)
    public Response readJson(@PathParam("id") String id) throws InterruptedException {
        RunRejects.Found found = find(id);
        return file(id, "ndjson", found, NDJSON, out -> RejectedRowText.ndjson(found.rows(), out));
    }

    private RunRejects.Found find(String id) throws InterruptedException {
        SeedEntry seed = readModel.entry(id).orElseThrow(ProblemException::unknownSeed);
        return rejects.of(seed);
    }

    private static Response file(
            String id, String ending, RunRejects.Found found, String type, StreamingOutput content) {
        String name = "rejects-" + id.replaceAll(UNSAFE_IN_FILE_NAMES, "_") + "." + ending;
        return Response.ok(content, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header("Seedgate-Rejected", found.all())
                .header("Seedgate-Complete", found.complete())
                .build();
    }
}
