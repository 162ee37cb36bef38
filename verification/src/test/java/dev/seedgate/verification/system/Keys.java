package dev.seedgate.verification.system;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An API key for each role. */
public final class Keys {
    public static final String VIEWER = "viewer";
    public static final String SUBMITTER = "submitter";
    public static final String OPERATOR = "operator";

    private Keys() {}

    /** The key of the one whose role it is, and who is called like it. */
    public static String of(String role) {
        return "sgk_never-to-be-seen-by-others-" + role;
    }

    /** What an admission service that wants them is configured with. */
    static Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        for (String role : List.of(VIEWER, SUBMITTER, OPERATOR)) {
            properties.put("seedgate.access.keys." + role + ".role", role);
            properties.put("seedgate.access.keys." + role + ".sha256", sha256(of(role)));
        }
        return properties;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
