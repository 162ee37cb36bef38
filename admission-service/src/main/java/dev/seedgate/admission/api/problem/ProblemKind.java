package dev.seedgate.admission.api.problem;

import java.net.URI;
import java.util.Locale;

/** Every kind of error that the API knows. Its URI is stable: clients tell problems apart by it. Listed in docs/PROBLEMS.md. */
public enum ProblemKind {
    /** The body is no JSON; {@code line} and {@code column} say where. */
    MALFORMED_JSON(400, "The body is not valid JSON"),
    /** A header or query parameter cannot be what it is. */
    INVALID_PARAMETER(400, "A header or query parameter is invalid"),
    /** Any other error of the client that the framework found. */
    BAD_REQUEST(400, "The request is invalid"),
    /** Whoever asks has not said who he is, or is not believed. */
    NOT_AUTHENTICATED(401, "Say who you are"),
    /** Whoever asks has not the role that it takes. */
    NOT_ALLOWED(403, "You may not do this"),
    /** The key is not that of the token's holder. */
    NOT_THE_HOLDER(403, "Somebody else holds the token"),
    /** Nothing is at that path, or nothing any more. */
    NOT_FOUND(404, "There is no such thing"),
    /** Nothing is recorded of the cluster that could be replayed. */
    NO_HISTORY(404, "There is no history yet"),
    METHOD_NOT_ALLOWED(405, "The path does not support this method"),
    NOT_ACCEPTABLE(406, "The answer is JSON only"),
    /** A finished seed cannot be cancelled. */
    ALREADY_FINISHED(409, "The seed is finished already"),
    /** Only what is dead or cancelled can be retried, and only behind what has not failed. */
    NOT_RETRIABLE(409, "The seed cannot be retried"),
    /** More happened in that time than is replayed at once; ask for fewer days. */
    TOO_MUCH_HISTORY(409, "That is too much history"),
    /** The token was given back or taken back; its holder must stop and disconnect. */
    TOKEN_LOST(410, "The token is over"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be JSON"),
    /** The request names a host that is not this one, as a page from elsewhere does that lets its name point here. */
    WRONG_HOST(421, "This is another host"),
    /** A field of the body is missing, unknown, of the wrong type or out of its range; {@code field} names it. */
    INVALID_FIELD(422, "A field of the body is invalid"),
    UNKNOWN_SEED(422, "The catalog has no such seed"),
    UNKNOWN_DATABASE(422, "There is no such database"),
    /** None of the tokens that kill-seeds names is charged. */
    UNKNOWN_TOKEN(422, "There is no such token"),
    NEVER_GRANTABLE(422, "More connections than the cluster can ever grant"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for something else"),
    /** The caller asks more often than one may. */
    TOO_MANY_REQUESTS(429, "You ask too often"),
    /** The caller has as many streams open as one may. */
    TOO_MANY_STREAMS(429, "You have too many streams open"),
    INTERNAL_ERROR(500, "Something is wrong with the service"),
    /** Nothing of it was accepted, and nothing of it will ever appear. */
    BROKER_AWAY(503, "The broker does not answer"),
    /** The broker went away while it was asked to commit. */
    ACCEPTANCE_UNKNOWN(503, "Whether it was accepted is not known"),
    /** What an operator asked is on the broker, and no owner of the cluster has decided it in time. */
    NOT_DECIDED(503, "It is not decided yet"),
    /** The wait was over first; {@code waiting} says why it still waited. The place in line is kept for a moment. */
    NO_TOKEN_IN_TIME(503, "There was no token in time"),
    /** It was granted, and taken back before its claim arrived; whoever asks again is at the end of the line. */
    TOKEN_NOT_CLAIMED(503, "The token was not claimed in time"),
    /** Each of those who wait for a token keeps a connection and a thread; there may be so many and no more. */
    TOO_MANY_WAIT(503, "Too many clients wait for tokens"),
    /** Each watcher keeps a connection and a thread; there may be so many and no more. */
    TOO_MANY_WATCHERS(503, "Too many clients watch"),
    /** It takes a replica seconds, so one is advised after another; or the broker does not answer. */
    NO_ADVICE_NOW(503, "There is no advice now"),
    /** The replica has just started, or cannot read from the broker. */
    READ_MODEL_BEHIND(503, "This replica has not read everything yet");

    private static final String PREFIX = "urn:seedgate:problem:";

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public URI type() {
        return URI.create(PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
