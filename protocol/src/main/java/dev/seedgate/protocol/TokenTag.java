package dev.seedgate.protocol;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The {@code application_name} of every session that is opened under a token: {@code sg:<installation>:<token>}. PostgreSQL cuts
 * it at 63 bytes, so installations and clusters have short names; two installations on one server never touch each other's
 * sessions, because each only recognises its own tag.
 *
 * @param installation {@link #MAX_INSTALLATION} characters at most
 * @param token the token's id
 */
public record TokenTag(String installation, String token) {
    public static final int MAX_INSTALLATION = 16;
    /** Longest name of a cluster, so that a token's id of 19 digits behind it still fits. */
    public static final int MAX_CLUSTER = 22;

    private static final String MARK = "sg";

    public TokenTag {
        Checks.name("installation", installation, MAX_INSTALLATION);
        Checks.name("token", token, MAX_CLUSTER + 20);
    }

    /** The token's id: {@code <cluster>-<fence>}. */
    public static String tokenId(String cluster, long fence) {
        return cluster + "-" + fence;
    }

    /** The fence in a token's id, when it is one that this cluster's ledger could have given. */
    public static OptionalLong fence(String cluster, String token) {
        try {
            long fence = Long.parseLong(behind(cluster + "-", token).orElse(""));
            return fence > 0 && tokenId(cluster, fence).equals(token) ? OptionalLong.of(fence) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    public String applicationName() {
        return prefix(installation) + token;
    }

    /** The login role of a token under {@link Enforcement#ROLE}: {@code sg_<installation>_<token>}, 62 bytes at most. */
    public String login() {
        return loginPrefix(installation) + token;
    }

    /** What every login role of an installation's tokens begins with. */
    public static String loginPrefix(String installation) {
        return MARK + "_" + installation + "_";
    }

    /** The token's id in a role's name, when it is a login role of this installation. */
    public static Optional<String> tokenOfLogin(String installation, String role) {
        return behind(loginPrefix(installation), role);
    }

    /** What every tag of an installation begins with. */
    public static String prefix(String installation) {
        return MARK + ":" + installation + ":";
    }

    /** The token's id in an {@code application_name}, when it is a tag of this installation. */
    public static Optional<String> token(String installation, String applicationName) {
        return behind(prefix(installation), applicationName);
    }

    private static Optional<String> behind(String prefix, String text) {
        return text.startsWith(prefix) && text.length() > prefix.length()
                ? Optional.of(text.substring(prefix.length()))
                : Optional.empty();
    }
}
