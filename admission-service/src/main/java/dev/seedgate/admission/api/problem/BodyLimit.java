package dev.seedgate.admission.api.problem;

import dev.seedgate.admission.config.HttpLimits;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses bodies that are too large, whether their length is announced or not. Quarkus's own limit answers without a problem, so
 * it is set far above this one.
 */
@Provider
class BodyLimit implements ContainerRequestFilter {
    private final Instance<HttpLimits> limits;

    /** Filters are made when the application is built, before there is any configuration: it is asked for at each request. */
    BodyLimit(Instance<HttpLimits> limits) {
        this.limits = limits;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        long limit = limits.get().maxBodyBytes();
        if (request.getLength() > limit) {
            throw tooLarge(limit);
        }
        request.setEntityStream(new Bounded(request.getEntityStream(), limit));
    }

    private static ProblemException tooLarge(long limit) {
        return new ProblemException(
                ProblemKind.BODY_TOO_LARGE,
                "the body must be at most " + limit + " bytes; post fewer seeds at a time, or raise"
                        + " seedgate.http.max-body-size");
    }

    private static final class Bounded extends FilterInputStream {
        private final long limit;
        private long read;

        Bounded(InputStream body, long limit) {
            super(body);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            counted(next < 0 ? -1 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return counted(super.read(buffer, offset, length));
        }

        private int counted(int bytes) {
            read += Math.max(0, bytes);
            if (read > limit) {
                throw tooLarge(limit);
            }
            return bytes;
        }
    }
}
