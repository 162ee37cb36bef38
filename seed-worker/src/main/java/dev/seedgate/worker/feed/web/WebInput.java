package dev.seedgate.worker.feed.web;

import dev.seedgate.catalog.Compression;
import dev.seedgate.catalog.FeedSource;
import dev.seedgate.worker.feed.record.BadFeedException;
import dev.seedgate.worker.feed.record.FeedUnavailableException;
import dev.seedgate.worker.feed.record.WebVersion;
import dev.seedgate.worker.stop.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file that a web server has. A transfer that breaks off is taken up where it broke off, as long as the server says
 * that the file is still the same; what is transient is tried again, with growing pauses.
 */
public final class WebInput extends InputStream {
    private final String name;
    private final WebTiming timing;
    private final StopSignal stop;
    private final Patience patience;
    private final WebClient client;
    private final Watch watch;
    private WebAnswer answer;
    private final @Nullable String validator;
    private final long size;
    private long position;

    private WebInput(FeedSource.Web source, StopSignal stop, WebTiming timing, Wanted wanted) throws IOException {
        this.name = source.name();
        this.timing = timing;
        this.stop = stop;
        this.patience = new Patience(name, timing, stop);
        this.client = new WebClient(source.uri(), timing, stop);
        this.watch = new Watch(timing.silence(), stop);
        try {
            this.answer = connect(wanted);
        } catch (IOException | RuntimeException e) {
            watch.close();
            client.close();
            throw e;
        }
        this.validator = answer.validator().orElse(null);
        this.size = answer.length();
    }

    /**
     * Asks for the file, and returns once the server begins to send it.
     *
     * @throws BadFeedException when the server has no such file or does not give it
     * @throws FeedUnavailableException when it could not be had for a while
     */
    public static WebInput open(FeedSource.Web source, StopSignal stop) throws IOException {
        return open(source, stop, WebTiming.DEFAULT);
    }

    static WebInput open(FeedSource.Web source, StopSignal stop, WebTiming timing) throws IOException {
        return new WebInput(source, stop, timing, Wanted.ALL);
    }

    /**
     * Whether the server still has that version. It is believed when it says so, with or without a word: some send the file
     * again with the ETag that they were asked for.
     *
     * @throws IOException when nothing can be found out
     */
    public static boolean isStill(FeedSource.Web source, WebVersion known, StopSignal stop) throws IOException {
        try (var input = new WebInput(source, stop, WebTiming.DEFAULT, Wanted.unless(known))) {
            return input.answer.status() == WebAnswer.NOT_MODIFIED || known.equals(input.version());
        }
    }

    /** Which version of the file it is; null where the server says nothing to tell versions apart by. */
    public @Nullable WebVersion version() {
        return WebVersions.of(answer).orElse(null);
    }

    /** In bytes; 0 where the server does not say. */
    public long size() {
        return size;
    }

    public boolean isHtml() {
        return answer.isHtml();
    }

    public Compression contentEncoding() {
        return answer.contentEncoding();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        while (length > 0) {
            IOException reason;
            try {
                int read = readOnce(answer.body(), to, offset, length);
                if (read > 0) {
                    position += read;
                    patience.restore();
                    return read;
                }
                if (size == 0 || position >= size) {
                    return -1;
                }
                reason = new IOException("the connection ended early");
            } catch (IOException e) {
                reason = e;
            }
            resume(reason);
        }
        return 0;
    }

    /** A connection that drops while it is brought to where we were is tried again like any other. */
    private void resume(IOException reason) throws IOException {
        @Nullable IOException next = reason;
        while (next != null) {
            try {
                resumeOnce(next);
                next = null;
            } catch (DroppedException e) {
                next = e;
            }
        }
    }

    /** While what is known already was passed over. */
    private static final class DroppedException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        DroppedException(@Nullable Throwable cause) {
            super("the connection ended early", cause);
        }
    }

    @Override
    public void close() throws IOException {
        watch.close();
        try {
            answer.body().close();
        } finally {
            client.close();
        }
    }

    private int readOnce(InputStream body, byte[] to, int offset, int length) throws IOException {
        watch.begin(body);
        if (stop.cause().isPresent()) {
            throw new IOException("the run was stopped");
        }
        int read;
        try {
            read = body.read(to, offset, length);
        } finally {
            watch.end();
        }
        if (read < 0 && watch.brokeOff(body)) {
            throw new IOException("nothing came for " + timing.silence().toSeconds() + " s");
        }
        return read;
    }

    private void resumeOnce(IOException reason) throws IOException {
        if (validator == null && position > 0) {
            throw new FeedUnavailableException(
                    name + ": the transfer broke off after " + position + " of " + (size == 0 ? "unknown" : size)
                            + " bytes (" + Patience.words(reason)
                            + "), and the server gives neither ETag nor Last-Modified to go on by",
                    reason);
        }
        patience.pause(reason, Duration.ZERO);
        answer.body().close();
        answer = connect(Wanted.rest(position, validator));
        if (position > 0) {
            requireSame(answer);
            if (answer.status() == WebAnswer.OK) {
                skip(answer);
            }
        }
    }

    /** The server sends all of it, because it knows no ranges. */
    private void skip(WebAnswer whole) throws IOException {
        byte[] skipped = new byte[1 << 16];
        for (long left = position; left > 0; ) {
            int read;
            try {
                read = readOnce(whole.body(), skipped, 0, (int) Math.min(left, skipped.length));
            } catch (IOException e) {
                throw new DroppedException(e);
            }
            if (read < 0) {
                throw new DroppedException(null);
            }
            left -= read;
        }
    }

    /** Part of a file need not say again which one it is: the server was asked for no other. */
    private void requireSame(WebAnswer other) throws IOException {
        boolean said = other.status() == WebAnswer.OK || other.validator().isPresent();
        if (said && !other.validator().equals(Optional.ofNullable(validator))) {
            throw changed();
        }
    }

    private FeedUnavailableException changed() {
        return new FeedUnavailableException(
                name + ": the file was changed on the server while it was read; it is read anew with the next attempt",
                null);
    }

    /** Tries until there is an answer with a file in it, or the patience is over. */
    private WebAnswer connect(Wanted wanted) throws IOException {
        while (true) {
            IOException reason;
            Duration asked = Duration.ZERO;
            try {
                WebAnswer found = client.get(wanted);
                if (found.status() == WebAnswer.OK || isRest(found, wanted.from()) || isSame(found, wanted)) {
                    return found;
                }
                found.body().close();
                if (!found.isTransient()) {
                    throw new BadFeedException(refused(found.status()));
                }
                reason = new IOException("it answers with status " + found.status());
                asked = found.retryAfter();
            } catch (BadFeedException e) {
                throw e;
            } catch (IOException e) {
                reason = e;
            }
            patience.pause(reason, asked);
        }
    }

    private static boolean isRest(WebAnswer found, long from) {
        return from > 0 && found.status() == WebAnswer.PARTIAL && found.begin() == from;
    }

    private static boolean isSame(WebAnswer found, Wanted wanted) {
        return wanted.isConditional() && found.status() == WebAnswer.NOT_MODIFIED;
    }

    private static String refused(int status) {
        return "the server answers with status " + status
                + switch (status) {
                    case 401, 403 -> ", which means that it wants other credentials; correct url";
                    case 404, 410 -> ", which means that it has no such file; correct url";
                    default -> "; correct url or ask those who run the server";
                };
    }
}
