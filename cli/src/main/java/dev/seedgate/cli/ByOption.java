package dev.seedgate.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who does what others will want to ask about. */
final class ByOption {
    @Option(names = "--by", paramLabel = "NAME", description = "Who does it, for the journal. Default: user@host.")
    private @Nullable String by;

    String name() {
        return by == null ? System.getProperty("user.name") + "@" + host() : by;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
