package dev.seedgate.admission.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A client of server-sent events, as a browser is one. Reads only when it is asked for the next one. */
final class EventReader implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int status;
    private final InputStream body;
    private final BufferedReader lines;

    /** @param lastEventId of the last event that it has; null for none */
    EventReader(String path, @Nullable String lastEventId) throws IOException, InterruptedException {
        URI uri = URI.create(RestAssured.baseURI + ":" + RestAssured.port + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        var response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
        this.status = response.statusCode();
        this.body = response.body();
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    int status() {
        return status;
    }

    /** The content of the next event. */
    JsonNode data() throws IOException {
        return new JsonMapper().readTree(next().get("data"));
    }

    /** The next event's fields; none at the end of the stream. */
    Map<String, String> next() throws IOException {
        var fields = new TreeMap<String, String>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && fields.containsKey("data")) {
                return fields;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    /** The next event of that type. */
    Map<String, String> next(String type) throws IOException {
        Map<String, String> event = next();
        while (!event.isEmpty() && !type.equals(event.get("event"))) {
            event = next();
        }
        return event;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
