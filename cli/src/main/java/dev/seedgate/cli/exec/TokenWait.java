package dev.seedgate.cli.exec;

import dev.seedgate.cli.CommandFailedException;
import dev.seedgate.cli.ExitCode;
import dev.seedgate.cli.client.HeldToken;
import dev.seedgate.cli.client.HolderClient;
import dev.seedgate.cli.client.ProblemException;
import dev.seedgate.cli.client.TokenOrder;
import dev.seedgate.cli.client.UnreachableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/**
 * Waits for a token. Asks again and again under one key, so that the place in line is kept, and says between why it still waits; a
 * service that is away for a moment costs no more than that, and one that is too slow to hand over what it granted costs the place.
 */
final class TokenWait {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 24;
    private static final String NOT_CLAIMED =
            "a token was granted, but the service was too slow to hand it over; waiting for another";
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final HolderClient client;
    private final TokenOrder order;
    private final Duration wait;
    private final StatusLine status;
    /** Of the place in line, and of the token that comes of it. */
    private String key;

    TokenWait(HolderClient client, TokenOrder order, Duration wait, StatusLine status) {
        this.client = client;
        this.order = order;
        this.wait = wait;
        this.status = status;
        this.key = newKey();
    }

    private static String newKey() {
        byte[] secret = new byte[KEY_BYTES];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /**
     * The token.
     *
     * @throws CommandFailedException when there was none in time
     */
    HeldToken await() {
        long end = System.nanoTime() + wait.toNanos();
        boolean answered = false;
        while (true) {
            Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            boolean last = left.compareTo(status.period()) <= 0;
            try {
                HeldToken token = client.acquire(order.waitingFor(round(left), last), key);
                status.clear();
                return token;
            } catch (ProblemException e) {
                answered = true;
                if (!e.isUnavailable()) {
                    throw e;
                }
                if (e.isTokenNotClaimed()) {
                    key = newKey(); // that one's token has come and gone
                }
                // an answer that came late leaves a place behind, so the last word is always a post that gives it up
                goOnOrFail(e.isNoTokenInTime() ? last : isOver(end), e);
            } catch (UnreachableException e) {
                if (!answered || isOver(end)) {
                    status.clear();
                    throw e;
                }
                status.say(String.valueOf(e.getMessage()));
                pause();
            }
        }
    }

    private void goOnOrFail(boolean over, ProblemException e) {
        String detail = String.valueOf(e.problem().detail());
        if (over) {
            status.clear();
            throw new CommandFailedException(
                    ExitCode.NO_TOKEN,
                    "No token within " + wait.toSeconds() + " s, so the command was not started: " + why(e));
        }
        status.say(
                e.isTokenNotClaimed() ? NOT_CLAIMED : e.isNoTokenInTime() ? "waiting for a token: " + why(e) : detail);
        if (!e.isNoTokenInTime()) {
            pause();
        }
    }

    private static String why(ProblemException e) {
        var waiting = e.problem().waiting();
        if (waiting == null || waiting.text() == null) {
            return String.valueOf(e.problem().detail());
        }
        return (waiting.position() == null ? "" : "place " + waiting.position() + ", ") + waiting.text();
    }

    private static boolean isOver(long end) {
        return System.nanoTime() - end >= 0;
    }

    /** Short, so that what is said is true; the service keeps the place between two. */
    private String round(Duration left) {
        Duration round = left.compareTo(status.period()) < 0 ? left : status.period();
        return Duration.ofMillis(Math.max(1, round.toMillis())).toString();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a token", e);
        }
    }
}
