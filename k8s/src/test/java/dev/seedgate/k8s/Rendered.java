package dev.seedgate.k8s;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An overlay as {@code kubectl kustomize} renders it. */
final class Rendered {
    private final List<Object> manifests;

    private Rendered(List<Object> manifests) {
        this.manifests = manifests;
    }

    /** Skips the test, and says so, where there is no kubectl on the PATH. */
    static Rendered overlay(String name) {
        Optional<Path> kubectl = Arrays.stream(
                        String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(kubectl.isPresent(), "no kubectl on the PATH to render the overlays with");
        String folder = ManifestFiles.ROOT.resolve("overlays/" + name).toString();
        return new Rendered(StrictYaml.documents(output(kubectl.orElseThrow().toString(), "kustomize", folder)).stream()
                .map(Rendered::model)
                .toList());
    }

    private static Object model(JsonNode document) {
        try {
            return Models.read(document);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    document.path("kind") + " " + document.at("/metadata/name") + ": " + e.getMessage(), e);
        }
    }

    private static String output(String... command) {
        try {
            Path errors = Files.createTempFile("kubectl", ".err");
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            String said = Files.readString(errors);
            Files.delete(errors);
            if (status != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + status + ": " + said);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    <T> List<T> all(Class<T> model) {
        return manifests.stream().filter(model::isInstance).map(model::cast).toList();
    }
}
