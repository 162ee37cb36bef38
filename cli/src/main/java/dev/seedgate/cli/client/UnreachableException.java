package dev.seedgate.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** No answer came from the server. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableException(URI server, IOException cause) {
        super("No admission service answers at " + server + " (" + reason(cause) + ").", cause);
    }

    private static String reason(IOException cause) {
        for (Throwable deeper = cause; deeper != null; deeper = deeper.getCause()) {
            if (deeper instanceof UnresolvedAddressException) {
                return "there is no such host";
            }
        }
        return switch (cause) {
            case HttpTimeoutException timeout -> "no answer in time";
            case SocketTimeoutException timeout -> "no answer in time";
            case UnknownHostException unknown -> "there is no such host";
            case ConnectException refused -> "connection refused";
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    }
}
