package dev.seedgate.admission.config;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A configured class. A client is in it that matches every pattern there is; without any, the class only reserves. */
record ConsumerClass(
        String name,
        int reservation,
        @Nullable Pattern applicationName,
        @Nullable Pattern user,
        @Nullable Pattern database,
        @Nullable AddressRange addresses) {
    static ConsumerClass of(String property, SeedgateConfig.ConsumerClass config) {
        if (config.name().isBlank() || config.name().length() > 63) {
            throw new IllegalArgumentException(
                    property + ".name must be 1 to 63 characters long, got: '" + config.name() + "'");
        }
        if (config.reservation() < 0) {
            throw new IllegalArgumentException(
                    property + ".reservation must not be negative, got: " + config.reservation());
        }
        return new ConsumerClass(
                config.name(),
                config.reservation(),
                config.applicationName().map(ConsumerClass::glob).orElse(null),
                config.user().map(ConsumerClass::glob).orElse(null),
                config.database().map(ConsumerClass::glob).orElse(null),
                config.clientAddress()
                        .map(text -> range(property + ".client-address", text))
                        .orElse(null));
    }

    boolean matches(ClientIdentity client) {
        boolean hasPattern =
                Stream.of(applicationName, user, database, addresses).anyMatch(each -> each != null);
        return hasPattern
                && matches(applicationName, client.applicationName())
                && matches(user, client.user())
                && matches(database, client.database())
                && (addresses == null || addresses.contains(client.address()));
    }

    /** What is not known matches no pattern. */
    private static boolean matches(@Nullable Pattern pattern, @Nullable String text) {
        return pattern == null || (text != null && pattern.matcher(text).matches());
    }

    private static Pattern glob(String pattern) {
        String regex =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    private static AddressRange range(String property, String text) {
        try {
            return AddressRange.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(property + " " + e.getMessage(), e);
        }
    }
}
