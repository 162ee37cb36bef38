package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.localstack.process.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the command line did that was built here.
 *
 * @param status with which it ended
 * @param words its output, that of errors included
 */
record Seedctl(int status, String words) {

    /** Runs it to its end, in a folder in which its output stays as a file. */
    static Seedctl run(Path folder, String... arguments) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "seedctl-", ".txt");
        List<String> java =
                List.of(Jdk.tool("java"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-jar");
        Process process = new ProcessBuilder(Stream.of(
                                java.stream(),
                                Stream.of(Shop.root()
                                        .resolve("cli/target/cli.jar")
                                        .toString()),
                                Stream.of(arguments))
                        .flatMap(each -> each)
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(Run.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(() -> String.join(" ", arguments))
                .isTrue();
        return new Seedctl(process.exitValue(), Files.readString(said));
    }
}
