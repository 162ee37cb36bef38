package dev.seedgate.cli.client;

import static dev.seedgate.cli.client.Request.delete;
import static dev.seedgate.cli.client.Request.encoded;
import static dev.seedgate.cli.client.Request.post;
import static dev.seedgate.cli.client.Request.put;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** What those ask who hold tokens. Throws what {@link SeedgateClient} throws. */
public final class HolderClient {
    private static final String HOLDER_KEY = "Seedgate-Holder-Key";

    private final Service service;

    HolderClient(Service service) {
        this.service = service;
    }

    /**
     * Waits for a token; no longer than the order says, and that must be less than an answer may take.
     *
     * @param key names this wait, and is the token's holderKey; sent again, it goes on waiting in the same place
     */
    public HeldToken acquire(TokenOrder order, String key) {
        Request request = post("/v1/tokens", TokenJson.of(order)).with("Idempotency-Key", key);
        try {
            return TokenJson.heldToken(service.tell(request));
        } catch (IOException e) {
            throw service.notOurs(request, e);
        }
    }

    /**
     * Keeps a token for another lease.
     *
     * @param timeout about how long an answer is waited for
     */
    public LeaseView renew(HeldToken token, TokenSize size, Duration timeout) {
        Request request = put(path(token) + "/lease", TokenJson.of(size))
                .with(HOLDER_KEY, token.holderKey())
                .within(timeout);
        try {
            return TokenJson.lease(service.tell(request));
        } catch (IOException e) {
            throw service.notOurs(request, e);
        }
    }

    /**
     * Gives a token back.
     *
     * @param disconnected whether PostgreSQL is known to have ended all its sessions
     */
    public void release(HeldToken token, boolean disconnected) {
        Request request = delete(path(token), Map.of("disconnected", Boolean.toString(disconnected)));
        var unused = service.tell(request.with(HOLDER_KEY, token.holderKey()));
    }

    private static String path(HeldToken token) {
        return "/v1/tokens/" + encoded(token.token());
    }
}
