package dev.seedgate.protocol.password;

import java.util.regex.Pattern;

/** JDBC URLs as they may be shown: people put passwords into them. */
public final class JdbcUrls {
    private static final Pattern USER_INFO = Pattern.compile("//[^/?@]*@");
    private static final Pattern PARAMETER = Pattern.compile("(?i)([?&](?:ssl)?password=)[^&]*");

    private JdbcUrls() {}

    /** Whether there is a password in it. */
    public static boolean hasPassword(String url) {
        return !withoutPassword(url).equals(url);
    }

    /** The same without it. */
    public static String withoutPassword(String url) {
        String plain = USER_INFO.matcher(url).replaceAll("//…@");
        return PARAMETER.matcher(plain).replaceAll("$1…");
    }
}
