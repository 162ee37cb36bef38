package dev.seedgate.worker.feed.web;

import dev.seedgate.catalog.WebAddress;
import dev.seedgate.worker.feed.record.BadFeedException;
import dev.seedgate.worker.stop.StopSignal;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks for one address, and for nothing that the catalog does not name: it follows redirects on the same host only. */
final class WebClient implements Closeable {
    private static final int MOST_REDIRECTS = 5;

    private final URI uri;
    private final WebTiming timing;
    private final StopSignal stop;
    private final HttpClient client;

    WebClient(URI uri, WebTiming timing, StopSignal stop) {
        this.uri = uri;
        this.timing = timing;
        this.stop = stop;
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(timing.connect())
                .build();
    }

    /**
     * Sends the request.
     *
     * @throws BadFeedException when it is redirected to where the catalog does not lead
     * @throws IOException when there is no answer
     */
    WebAnswer get(Wanted wanted) throws IOException {
        URI at = uri;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            WebAnswer answer = send(at, wanted);
            if (!answer.isRedirect()) {
                return answer;
            }
            answer.body().close();
            at = target(at, answer);
        }
        throw new BadFeedException("is redirected again and again; correct url");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private WebAnswer send(URI at, Wanted wanted) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(withoutUser(at))
                .timeout(timing.answer())
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "seedgate");
        if (uri.getUserInfo() != null) {
            byte[] user = uri.getUserInfo().getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
        }
        wanted.into(request, withoutUser(at));
        return await(client.sendAsync(request.build(), BodyHandlers.ofInputStream()));
    }

    private WebAnswer await(CompletableFuture<HttpResponse<InputStream>> response) throws IOException {
        stop.whenRaised(() -> response.cancel(true));
        try {
            return WebAnswer.of(response.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (CancellationException e) {
            throw new IOException("the run was stopped", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private static URI target(URI from, WebAnswer answer) throws BadFeedException {
        String location = answer.headers().firstValue("Location").orElse("");
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new BadFeedException("is redirected to something that is no address; correct url");
        }
        boolean downgrade = "https".equals(from.getScheme()) && !"https".equals(to.getScheme());
        if (downgrade || !String.valueOf(from.getHost()).equalsIgnoreCase(to.getHost())) {
            throw new BadFeedException("is redirected to " + WebAddress.shown(to)
                    + ", and only what the definition names is fetched; if that is right, write it as url");
        }
        return to;
    }

    private static URI withoutUser(URI uri) {
        if (uri.getRawUserInfo() == null) {
            return uri;
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath() + query);
    }
}
