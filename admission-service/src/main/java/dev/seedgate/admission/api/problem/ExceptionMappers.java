package dev.seedgate.admission.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.seedgate.admission.advice.NoAdviceException;
import dev.seedgate.admission.intake.NotWrittenException;
import dev.seedgate.admission.intake.RefusedException;
import dev.seedgate.admission.operate.NotDecidedException;
import dev.seedgate.admission.operate.NotRetriableException;
import dev.seedgate.admission.operate.NothingMeantException;
import dev.seedgate.admission.readmodel.BehindException;
import dev.seedgate.admission.tokens.NoTokenInTimeException;
import dev.seedgate.admission.tokens.NotTheHolderException;
import dev.seedgate.admission.tokens.TokenLostException;
import dev.seedgate.admission.tokens.TokenNotClaimedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every exception into a problem. What nobody expected is logged in full and answered with no more than where to find it. */
public class ExceptionMappers {
    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException error, UriInfo uri) {
        return new ProblemResponse(error.kind(), error.getMessage())
                .field(error.field())
                .build(uri);
    }

    @ServerExceptionMapper
    public Response refused(RefusedException error, UriInfo uri) {
        ProblemKind kind = switch (error.reason()) {
            case INVALID_FIELD -> ProblemKind.INVALID_FIELD;
            case UNKNOWN_SEED -> ProblemKind.UNKNOWN_SEED;
            case UNKNOWN_DATABASE -> ProblemKind.UNKNOWN_DATABASE;
            case NEVER_GRANTABLE -> ProblemKind.NEVER_GRANTABLE;
            case KEY_REUSED -> ProblemKind.IDEMPOTENCY_KEY_REUSED;
        };
        return new ProblemResponse(kind, error.getMessage())
                .field(error.field())
                .build(uri);
    }

    @ServerExceptionMapper
    public Response notWritten(NotWrittenException error, UriInfo uri) {
        ProblemKind kind = error.inDoubt() ? ProblemKind.ACCEPTANCE_UNKNOWN : ProblemKind.BROKER_AWAY;
        return new ProblemResponse(kind, error.getMessage()).build(uri);
    }

    @ServerExceptionMapper
    public Response notDecided(NotDecidedException error, UriInfo uri) {
        return new ProblemResponse(ProblemKind.NOT_DECIDED, error.getMessage()).build(uri);
    }

    @ServerExceptionMapper
    public Response nothingMeant(NothingMeantException error, UriInfo uri) {
        return new ProblemResponse(ProblemKind.UNKNOWN_TOKEN, error.getMessage())
                .field("tokens")
                .build(uri);
    }

    @ServerExceptionMapper
    public Response notRetriable(NotRetriableException error, UriInfo uri) {
        return new ProblemResponse(ProblemKind.NOT_RETRIABLE, error.getMessage()).build(uri);
    }

    @ServerExceptionMapper
    public Response noToken(NoTokenInTimeException error, UriInfo uri) {
        return new ProblemResponse(ProblemKind.NO_TOKEN_IN_TIME, error.getMessage())
                .waiting(error.waiting())
                .build(uri);
    }

    @ServerExceptionMapper
    public Response tokenNotClaimed(TokenNotClaimedException error, UriInfo uri) {
        return new ProblemResponse(ProblemKind.TOKEN_NOT_CLAIMED, error.getMessage()).build(uri);
    }

    @ServerExceptionMapper
    public Response tokenLost(TokenLostException error, UriInfo uri) {
        return new ProblemResponse(ProblemKind.TOKEN_LOST, error.getMessage()).build(uri);
    }

    @ServerExceptionMapper
    public Response notTheHolder(NotTheHolderException error, UriInfo uri) {
        return new ProblemResponse(ProblemKind.NOT_THE_HOLDER, error.getMessage()).build(uri);
    }

    @ServerExceptionMapper
    public Response behind(BehindException error, UriInfo uri) {
        return new ProblemResponse(ProblemKind.READ_MODEL_BEHIND, error.getMessage()).build(uri);
    }

    @ServerExceptionMapper
    public Response noAdvice(NoAdviceException error, UriInfo uri) {
        return switch (error.reason()) {
            case NO_HISTORY -> new ProblemResponse(ProblemKind.NO_HISTORY, error.getMessage()).build(uri);
            case TOO_MUCH ->
                new ProblemResponse(ProblemKind.TOO_MUCH_HISTORY, error.getMessage())
                        .field("days")
                        .build(uri);
            case BUSY -> new ProblemResponse(ProblemKind.NO_ADVICE_NOW, error.getMessage()).build(uri);
        };
    }

    @ServerExceptionMapper
    public Response tooLarge(BodyTooLargeException error, UriInfo uri) {
        return new ProblemResponse(ProblemKind.BODY_TOO_LARGE, error.getMessage()).build(uri);
    }

    /** Quarkus has a mapper of its own for this one, which shows class names. */
    @ServerExceptionMapper
    public Response mismatch(MismatchedInputException error, UriInfo uri) {
        return JsonProblems.of(error).build(uri);
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException error, UriInfo uri) {
        return JsonProblems.of(error).build(uri);
    }

    @ServerExceptionMapper
    public Response framework(WebApplicationException error, UriInfo uri) {
        if (error.getCause() instanceof JsonProcessingException json) {
            return json(json, uri);
        }
        Response answer = error.getResponse();
        return switch (answer.getStatus()) {
            case 404 -> new ProblemResponse(ProblemKind.NOT_FOUND, "nothing is at this path").build(uri);
            case 405 -> new ProblemResponse(ProblemKind.METHOD_NOT_ALLOWED, null).build(uri);
            case 406 -> new ProblemResponse(ProblemKind.NOT_ACCEPTABLE, null).build(uri);
            case 415 ->
                new ProblemResponse(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "send it as Content-Type: application/json")
                        .build(uri);
            default ->
                answer.getStatusInfo().getFamily() == Response.Status.Family.CLIENT_ERROR
                        ? new ProblemResponse(ProblemKind.BAD_REQUEST, null).build(uri)
                        : unexpected(error, uri);
        };
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable error, UriInfo uri) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(error, "Unexpected error, incident %s", incident);
        return new ProblemResponse(ProblemKind.INTERNAL_ERROR, "the service's log has it as incident " + incident)
                .build(uri);
    }
}
