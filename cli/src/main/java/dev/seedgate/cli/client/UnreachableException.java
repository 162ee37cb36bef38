package dev.seedgate.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;

/** No answer came from the server. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableException(URI server, IOException cause) {
        super("No admission service answers at " + server + " (" + reason(cause) + ").", cause);
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case SocketTimeoutException timeout -> "no answer in time";
            case UnknownHostException unknown -> "there is no such host";
            case ConnectException refused -> "connection refused";
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    }
}
