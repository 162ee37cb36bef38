package dev.seedgate.localstack.broker;

import dev.seedgate.localstack.process.Jdk;
import dev.seedgate.localstack.process.ManagedProcess;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Class-data sharing for the broker: an archive of the classes that it loads at start, taken from the first broker of this user
 * under this JDK, halves the start of all later ones. A broker without it works the same, only later.
 */
final class ClassArchive {

    private static final Logger LOG = System.getLogger(ClassArchive.class.getName());
    private static final long DUMP_SECONDS = 60;

    private final Path file;
    private boolean tried;

    ClassArchive(Path libraries) {
        String version = System.getProperty("java.vm.version").replaceAll("[^A-Za-z0-9.+-]", "_");
        file = libraries.resolve("classes-" + version + ".jsa");
    }

    List<String> jvmOptions() {
        if (Files.exists(file)) {
            return List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto");
        }
        return tried ? List.of() : List.of("-XX:+RecordDynamicDumpInfo");
    }

    /**
     * Takes the archive from a broker that was started without one, once at most.
     *
     * @return true when that was tried: this broker must then be replaced, because JDK 25 crashes (SIGSEGV in
     *     {@code LambdaProxyClassDictionary}) when a process that was dumped from goes on and links another lambda
     */
    boolean takeFrom(ManagedProcess broker) {
        if (tried || Files.exists(file)) {
            return false;
        }
        tried = true;
        try {
            Path draft = file.resolveSibling(file.getFileName() + "." + broker.pid());
            Process tool = new ProcessBuilder(
                            Jdk.tool("jcmd"), Long.toString(broker.pid()), "VM.cds", "dynamic_dump", draft.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            if (!tool.waitFor(DUMP_SECONDS, TimeUnit.SECONDS)) {
                tool.destroyForcibly();
            }
            if (Files.exists(draft)) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "No class archive for the broker; its starts stay slow", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
