package dev.seedgate.localstack.postgres;

import dev.seedgate.localstack.process.ManagedProcess;
import dev.seedgate.localstack.process.ProcessFailedException;
import dev.seedgate.localstack.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The server's data, made by {@code initdb} at first use, together with the superuser's password and the binaries for it. */
record DataFolder(Path path, Path binaries, String password) {

    static final String SUPERUSER = "postgres";

    private static final Duration INIT_TIMEOUT = Duration.ofMinutes(2);
    private static final int PASSWORD_BYTES = 12;

    static DataFolder in(Path folder) throws IOException {
        Path passwordFile = folder.resolve("password");
        if (!Files.exists(passwordFile)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, HexFormat.of().formatHex(random));
        }
        DataFolder data =
                new DataFolder(folder.resolve("data"), PostgresBinaries.installed(), Files.readString(passwordFile));
        if (!Files.exists(data.path().resolve("PG_VERSION"))) {
            data.initialise(folder, passwordFile);
        }
        return data;
    }

    /**
     * The command line for one of PostgreSQL's programs. They refuse to run as root; in a user namespace of its own, root is
     * nobody in particular, and still owns its files.
     */
    List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    private void initialise(Path folder, Path passwordFile) {
        List<String> arguments = List.of(
                "--pgdata=" + path,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "--no-instructions");
        try (ManagedProcess initdb =
                ManagedProcess.start(ProcessSpec.of("initdb", folder, command("initdb", arguments)))) {
            if (!initdb.awaitExit(INIT_TIMEOUT) || initdb.onExit().join() != 0) {
                throw new ProcessFailedException("initdb could not make a database in %s. Its log ends with:\n  %s"
                        .formatted(path, String.join("\n  ", initdb.lastLogLines(20))));
            }
        }
    }
}
