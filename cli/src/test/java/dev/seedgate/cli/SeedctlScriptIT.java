package dev.seedgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root, in a copy of the tree's skeleton with the real program and a build that only pretends. */
class SeedctlScriptIT {
    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final List<String> APPLICATIONS = List.of("admission-service", "seed-worker");
    private static final String ARCHIVE = "cli/target/seedctl-" + System.getProperty("java.runtime.version") + ".jsa";
    private static final Instant BUILT = Instant.parse("2026-01-02T00:00:00Z");

    @TempDir
    private Path folder;

    private Path root = Path.of("");

    private record Ended(int status, String out, String err) {}

    @BeforeEach
    void copyTree() throws IOException {
        root = Files.createDirectories(folder.resolve("a tree"));
        Path source = MODULE.resolveSibling("seedctl");
        Files.copy(source, root.resolve("seedctl"));
        Files.copy(MODULE.resolveSibling("pom.xml"), root.resolve("pom.xml"));
        Files.createDirectories(root.resolve(".mvn"));
        Files.copy(MODULE.resolveSibling(".mvn").resolve("jdk.sh"), root.resolve(".mvn/jdk.sh"));
        Files.createDirectories(root.resolve("cli/target"));
        Files.copy(MODULE.resolve("target/cli.jar"), root.resolve("cli/target/cli.jar"));
        Files.createSymbolicLink(root.resolve("cli/target/lib"), MODULE.resolve("target/lib"));
        for (String application : APPLICATIONS) {
            write(application + "/target/quarkus-app/quarkus-run.jar", "");
        }
        write("protocol/src/main/java/Message.java", "");
        write("protocol/src/test/java/MessageTest.java", "");
        pretendBuild("exit 0");
        age(BUILT);
        write(ARCHIVE, ""); // none could be made: most tests are not about it, and making one takes seconds
    }

    @Test
    void startsFromAnywhereThroughALinkWithoutBuilding() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("seedctl"));

        Ended ended = run(link, "--version");

        assertThat(ended.status()).isZero();
        assertThat(ended.out()).startsWith("seedctl ");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void findsAJdkByItselfWhereJavaHomeIsNone() throws Exception {
        Ended ended = run(root.resolve("seedctl"), Map.of("JAVA_HOME", folder.toString()), "--version");

        assertThat(ended.status()).isZero();
    }

    @Test
    void handsOnWhatTheProgramEndsWith() throws Exception {
        Ended ended = run(root.resolve("seedctl"), "statsu");

        assertThat(ended.status()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err()).contains("did you mean seedctl status?");
    }

    @Test
    void aSecondStartFindsTheClassesThatTheFirstOneKept() throws Exception {
        Files.delete(root.resolve(ARCHIVE));
        run(root.resolve("seedctl"), "--version");

        Ended ended = run(root.resolve("seedctl"), "--version");

        assertThat(ended.err()).isEmpty();
        assertThat(archives()).containsExactly(root.resolve(ARCHIVE));
        assertThat(root.resolve(ARCHIVE)).isNotEmptyFile();
    }

    @Test
    void classesThatCannotBeUsedAreNobodysConcern() throws Exception {
        Files.delete(root.resolve(ARCHIVE));
        run(root.resolve("seedctl"), "--version");
        Files.writeString(root.resolve(ARCHIVE), "not what it was");

        Ended ended = run(root.resolve("seedctl"), "--version");

        assertThat(ended.status()).isZero();
        assertThat(ended.out()).startsWith("seedctl ");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void keepsNewClassesForANewBuild() throws Exception {
        Files.delete(root.resolve(ARCHIVE));
        run(root.resolve("seedctl"), "--version");
        FileTime first = Files.getLastModifiedTime(root.resolve(ARCHIVE));
        Files.setLastModifiedTime(
                root.resolve("cli/target/cli.jar"),
                FileTime.from(first.toInstant().plusMillis(1)));

        Ended ended = run(root.resolve("seedctl"), "--version");

        assertThat(ended.err()).isEmpty();
        assertThat(archives()).hasSize(1);
        assertThat(Files.getLastModifiedTime(root.resolve(ARCHIVE))).isGreaterThan(first);
    }

    @Test
    void buildsWhenASourceIsNewerThanTheBuildAndSaysSo() throws Exception {
        pretendBuild("echo \"$@\" > built; touch cli/target/cli.jar */target/quarkus-app/quarkus-run.jar");
        touch("protocol/src/main/java/Message.java");

        Ended first = run(root.resolve("seedctl"), "--version");
        Ended second = run(root.resolve("seedctl"), "--version");

        assertThat(first.status()).isZero();
        assertThat(first.err()).startsWith("seedctl: building Seedgate").hasLineCount(1);
        assertThat(Files.readString(root.resolve("built"))).contains("cli", "package");
        assertThat(second.err()).isEmpty();
    }

    @Test
    void doesNotBuildForATest() throws Exception {
        touch("protocol/src/test/java/MessageTest.java");

        assertThat(run(root.resolve("seedctl"), "--version").err()).isEmpty();
    }

    @Test
    void namesTheLogOfABuildThatFailed() throws Exception {
        pretendBuild("echo '[ERROR] no network'; exit 1");
        Files.delete(root.resolve("cli/target/cli.jar"));

        Ended ended = run(root.resolve("seedctl"), "--version");

        assertThat(ended.status()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.err()).contains("[ERROR] no network", "the build failed", ".seedgate/build.log");
        assertThat(ended.out()).isEmpty();
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("cli/target"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    private void write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private void pretendBuild(String commands) throws IOException {
        write("mvnw", "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(root.resolve("mvnw"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void touch(String file) throws IOException {
        Files.setLastModifiedTime(root.resolve(file), FileTime.from(BUILT.plusSeconds(1)));
    }

    private void age(Instant time) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Files.setLastModifiedTime(file, FileTime.from(time));
        }
    }

    private Ended run(Path script, String... arguments) throws IOException, InterruptedException {
        return run(script, Map.of(), arguments);
    }

    private Ended run(Path script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Ended(status, Files.readString(out), Files.readString(err));
    }
}
