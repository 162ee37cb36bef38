package dev.seedgate.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses of feeds. They may hold secrets, as user and password or in the query, and those are shown to nobody. */
public final class WebAddress {
    private WebAddress() {}

    /** The address without user, password, the query's text and the fragment. */
    public static String shown(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?…";
        return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath() + query;
    }

    static Optional<URI> read(Value value) {
        return value.nonBlankText().flatMap(text -> {
            try {
                var uri = new URI(text);
                String scheme = String.valueOf(uri.getScheme());
                return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null
                        ? Optional.of(uri)
                        : value.refuse("must be an address that begins with http:// or https:// and a host");
            } catch (URISyntaxException e) {
                return value.refuse("is not an address (" + e.getReason() + " at character " + (e.getIndex() + 1)
                        + "); encode blanks and other special characters as %20 and the like");
            }
        });
    }
}
