package dev.seedgate.admission.api;

import dev.seedgate.admission.api.problem.Problem;
import dev.seedgate.admission.api.problem.ProblemKind;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Completes the OpenAPI document: every operation's problems, from the one list of their kinds. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Seedgate",
                        version = "v1",
                        description =
                                "Lets any number of jobs share a PostgreSQL that has few connections, and never lets them"
                                        + " take one too many.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        components =
                @Components(
                        schemas =
                                @org.eclipse.microprofile.openapi.annotations.media.Schema(
                                        name = "Problem",
                                        implementation = Problem.class)))
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    private static final Set<ProblemKind> ALL = EnumSet.of(
            ProblemKind.BAD_REQUEST,
            ProblemKind.METHOD_NOT_ALLOWED,
            ProblemKind.NOT_ACCEPTABLE,
            ProblemKind.NOT_AUTHENTICATED,
            ProblemKind.NOT_ALLOWED,
            ProblemKind.WRONG_HOST,
            ProblemKind.TOO_MANY_REQUESTS,
            ProblemKind.INTERNAL_ERROR,
            ProblemKind.READ_MODEL_BEHIND);
    private static final Set<ProblemKind> STREAMS =
            EnumSet.of(ProblemKind.NOT_FOUND, ProblemKind.TOO_MANY_WATCHERS, ProblemKind.TOO_MANY_STREAMS);
    private static final Set<ProblemKind> WRITES =
            EnumSet.of(ProblemKind.BROKER_AWAY, ProblemKind.ACCEPTANCE_UNKNOWN, ProblemKind.BODY_TOO_LARGE);
    private static final Set<ProblemKind> POSTS = EnumSet.of(
            ProblemKind.MALFORMED_JSON,
            ProblemKind.INVALID_PARAMETER,
            ProblemKind.UNSUPPORTED_MEDIA_TYPE,
            ProblemKind.INVALID_FIELD,
            ProblemKind.UNKNOWN_SEED,
            ProblemKind.UNKNOWN_DATABASE,
            ProblemKind.NEVER_GRANTABLE,
            ProblemKind.IDEMPOTENCY_KEY_REUSED);
    private static final Set<ProblemKind> ACTS = EnumSet.of(
            ProblemKind.NOT_FOUND,
            ProblemKind.MALFORMED_JSON,
            ProblemKind.INVALID_PARAMETER,
            ProblemKind.UNSUPPORTED_MEDIA_TYPE,
            ProblemKind.INVALID_FIELD,
            ProblemKind.NOT_DECIDED);
    private static final Set<ProblemKind> HOLDS = EnumSet.of(
            ProblemKind.NOT_FOUND,
            ProblemKind.INVALID_PARAMETER,
            ProblemKind.INVALID_FIELD,
            ProblemKind.NOT_THE_HOLDER);
    private static final Map<String, List<Set<ProblemKind>>> BY_OPERATION = Map.ofEntries(
            Map.entry("postSeed", List.of(WRITES, POSTS)),
            Map.entry("postBatch", List.of(WRITES, POSTS)),
            Map.entry("cancelSeed", List.of(WRITES, EnumSet.of(ProblemKind.NOT_FOUND, ProblemKind.ALREADY_FINISHED))),
            Map.entry("watchSeed", List.of(STREAMS)),
            Map.entry(
                    "retrySeed",
                    List.of(
                            WRITES,
                            EnumSet.of(
                                    ProblemKind.NOT_FOUND,
                                    ProblemKind.INVALID_PARAMETER,
                                    ProblemKind.NOT_RETRIABLE,
                                    ProblemKind.NEVER_GRANTABLE,
                                    ProblemKind.NOT_DECIDED))),
            Map.entry(
                    "acquireToken",
                    List.of(
                            WRITES,
                            EnumSet.of(
                                    ProblemKind.MALFORMED_JSON,
                                    ProblemKind.INVALID_PARAMETER,
                                    ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                                    ProblemKind.INVALID_FIELD,
                                    ProblemKind.UNKNOWN_DATABASE,
                                    ProblemKind.NEVER_GRANTABLE,
                                    ProblemKind.IDEMPOTENCY_KEY_REUSED,
                                    ProblemKind.TOKEN_LOST,
                                    ProblemKind.NO_TOKEN_IN_TIME,
                                    ProblemKind.TOKEN_NOT_CLAIMED,
                                    ProblemKind.TOO_MANY_WAIT))),
            Map.entry("renewToken", List.of(WRITES, HOLDS, EnumSet.of(ProblemKind.TOKEN_LOST))),
            Map.entry("releaseToken", List.of(WRITES, HOLDS)),
            Map.entry("readLog", List.of(EnumSet.of(ProblemKind.NOT_FOUND))),
            Map.entry("watchCluster", List.of(STREAMS)),
            Map.entry("watchJournal", List.of(STREAMS)),
            Map.entry("getHistory", List.of(EnumSet.of(ProblemKind.NOT_FOUND, ProblemKind.INVALID_PARAMETER))),
            Map.entry(
                    "planCluster",
                    List.of(EnumSet.of(
                            ProblemKind.NOT_FOUND,
                            ProblemKind.INVALID_PARAMETER,
                            ProblemKind.NO_HISTORY,
                            ProblemKind.TOO_MUCH_HISTORY,
                            ProblemKind.NO_ADVICE_NOW))),
            Map.entry("getScaling", List.of(EnumSet.of(ProblemKind.NOT_FOUND, ProblemKind.INVALID_PARAMETER))),
            Map.entry("getSeed", List.of(EnumSet.of(ProblemKind.NOT_FOUND))),
            Map.entry("getCluster", List.of(EnumSet.of(ProblemKind.NOT_FOUND))),
            Map.entry("checkCluster", List.of(EnumSet.of(ProblemKind.NOT_FOUND))),
            Map.entry("holdCluster", List.of(WRITES, ACTS)),
            Map.entry("resumeCluster", List.of(WRITES, ACTS)),
            Map.entry("killSeeds", List.of(WRITES, ACTS, EnumSet.of(ProblemKind.UNKNOWN_TOKEN))),
            Map.entry("listSeeds", List.of(EnumSet.of(ProblemKind.INVALID_PARAMETER))));

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().addParameter(IdempotencyKey.HEADER, key(IdempotencyKey.OF_ACTS, "incident-4711-kill"));
        document.getComponents()
                .addParameter(
                        IdempotencyKey.FOR_TOKENS, key(IdempotencyKey.OF_TOKENS, "zH2o0Z2l7yJ0mKq3Yw1uN8dP5rT6vX4c"));
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ApiDescription::addProblems);
    }

    /** What {@link OperationsResource} and {@link HeldTokensResource} refer to. */
    private static Parameter key(String description, String example) {
        return OASFactory.createParameter()
                .name(IdempotencyKey.HEADER)
                .in(Parameter.In.HEADER)
                .description(description)
                .example(example)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING).maxLength(200));
    }

    private static void addProblems(Operation operation) {
        Set<ProblemKind> kinds = EnumSet.copyOf(ALL);
        BY_OPERATION.getOrDefault(operation.getOperationId(), List.of()).forEach(kinds::addAll);
        Map<Integer, List<ProblemKind>> byStatus =
                kinds.stream().collect(Collectors.groupingBy(ProblemKind::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach((status, same) ->
                operation.getResponses().addAPIResponse(String.valueOf(status), response(status, same)));
    }

    private static APIResponse response(int status, List<ProblemKind> kinds) {
        MediaType json =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        kinds.forEach(kind -> json.addExample(
                kind.type().toString(),
                OASFactory.createExample().summary(kind.title()).value(example(kind))));
        APIResponse response = OASFactory.createAPIResponse()
                .description(kinds.stream().map(ProblemKind::title).collect(Collectors.joining(" / ")))
                .content(OASFactory.createContent().addMediaType("application/problem+json", json));
        if (status == 503 || status == 429) {
            response.addHeader(
                    "Retry-After",
                    OASFactory.createHeader()
                            .description("Seconds after which to send it again")
                            .schema(OASFactory.createSchema().addType(SchemaType.INTEGER)));
        }
        return response;
    }

    private static Map<String, Object> example(ProblemKind kind) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", kind.type().toString());
        example.put("title", kind.title());
        example.put("status", kind.status());
        return example;
    }
}
