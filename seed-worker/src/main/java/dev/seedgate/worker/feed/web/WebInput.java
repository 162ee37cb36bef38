package dev.seedgate.worker.feed.web;

import dev.seedgate.catalog.Compression;
import dev.seedgate.catalog.FeedSource;
import dev.seedgate.worker.feed.record.BadFeedException;
import dev.seedgate.worker.feed.record.FeedUnavailableException;
import dev.seedgate.worker.stop.StopSignal;
import java.io.IOException;
import java.io.InputStream;
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
    private final WebClient client;
    private final Watch watch;
    private WebAnswer answer;
    private final @Nullable String validator;
    private final long size;
    private long position;
    private int failed;

    private WebInput(FeedSource.Web source, StopSignal stop, WebTiming timing) throws IOException {
        this.name = source.name();
        this.timing = timing;
        this.stop = stop;
        this.client = new WebClient(source.uri(), timing);
        this.watch = new Watch(timing.silence(), stop);
        try {
            this.answer = connect(0, null);
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
        return new WebInput(source, stop, timing);
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
                    failed = 0;
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
        int read;
        try {
            read = body.read(to, offset, length);
        } finally {
            watch.end();
        }
        if (read < 0 && watch.wasSilent()) {
            throw new IOException("nothing came for " + timing.silence().toSeconds() + " s");
        }
        return read;
    }

    private void resume(IOException reason) throws IOException {
        if (validator == null && position > 0) {
            throw new FeedUnavailableException(
                    name + ": the transfer broke off after " + position + " of " + (size == 0 ? "unknown" : size)
                            + " bytes (" + words(reason)
                            + "), and the server gives neither ETag nor Last-Modified to go on by",
                    reason);
        }
        pause(reason, Duration.ZERO);
        answer.body().close();
        answer = connect(position, validator);
        if (position > 0 && answer.status() == WebAnswer.OK) {
            skip(answer);
        }
    }

    /** The server sends all of it: it knows no ranges, or has another file now. */
    private void skip(WebAnswer whole) throws IOException {
        requireSame(whole);
        byte[] skipped = new byte[1 << 16];
        for (long left = position; left > 0; ) {
            int read = readOnce(whole.body(), skipped, 0, (int) Math.min(left, skipped.length));
            if (read < 0) {
                throw changed();
            }
            left -= read;
        }
    }

    private void requireSame(WebAnswer other) throws IOException {
        if (!other.validator().equals(Optional.ofNullable(validator))) {
            throw changed();
        }
    }

    private FeedUnavailableException changed() {
        return new FeedUnavailableException(
                name + ": the file was changed on the server while it was read; it is read anew with the next attempt",
                null);
    }

    /** Tries until there is an answer with a file in it, or the patience is over. */
    private WebAnswer connect(long from, @Nullable String ifRange) throws IOException {
        while (true) {
            IOException reason;
            Duration asked = Duration.ZERO;
            try {
                WebAnswer found = client.get(from, from > 0 ? ifRange : null);
                if (found.status() == WebAnswer.OK || isRest(found, from)) {
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
            pause(reason, asked);
        }
    }

    private static boolean isRest(WebAnswer found, long from) {
        return from > 0 && found.status() == WebAnswer.PARTIAL && found.begin() == from;
    }

    private void pause(IOException reason, Duration asked) throws FeedUnavailableException {
        failed++;
        if (failed >= timing.attempts()) {
            throw new FeedUnavailableException(
                    name + ": could not be fetched in " + failed + " attempts, the last time because " + words(reason),
                    reason);
        }
        if (stop.await(timing.pause(failed, asked)).isPresent()) {
            throw new FeedUnavailableException(name + ": the run was stopped while it was fetched", reason);
        }
    }

    private static String refused(int status) {
        return "the server answers with status " + status
                + switch (status) {
                    case 401, 403 -> ", which means that it wants other credentials; correct url";
                    case 404, 410 -> ", which means that it has no such file; correct url";
                    default -> "; correct url or ask those who run the server";
                };
    }

    private static String words(IOException reason) {
        String type =
                reason.getClass() == IOException.class ? "" : reason.getClass().getSimpleName() + ": ";
        return reason.getMessage() == null ? type.replace(": ", "") : type + reason.getMessage();
    }
}
