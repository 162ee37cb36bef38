package dev.seedgate.localstack.process;

import java.nio.file.Path;

/** The programs of the JDK that runs this JVM, so that child JVMs are of the same version. */
public final class Jdk {

    private Jdk() {}

    /** The path of {@code java}, {@code jcmd}, …; a plain runtime has the first one only. */
    public static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
