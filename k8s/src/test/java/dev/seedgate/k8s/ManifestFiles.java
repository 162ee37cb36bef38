package dev.seedgate.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of this module. Maven runs the tests in its folder. */
final class ManifestFiles {
    static final Path ROOT = Path.of("");
    static final List<String> OVERLAYS = List.of("dev", "production");
    private static final Set<String> FOLDERS = Set.of("base", "components", "overlays");
    /** What is the services' and not Kubernetes' to read. */
    private static final Set<String> PARTS = Set.of("config", "catalog");

    private static final Set<Path> PATCHES = patches();

    private ManifestFiles() {}

    /** All files of the base, the components and the overlays. */
    static List<Path> all() {
        return FOLDERS.stream()
                .sorted()
                .flatMap(folder -> walk(ROOT.resolve(folder)).stream())
                .toList();
    }

    private static List<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that are manifests by themselves: no patches, no configuration of the services, no seeds. */
    static List<Path> manifests() {
        return all().stream()
                .filter(file -> file.toString().endsWith(".yaml") && !isPart(file) && !PATCHES.contains(file))
                .toList();
    }

    private static boolean isPart(Path file) {
        return PARTS.contains(file.getName(file.getNameCount() - 2).toString());
    }

    private static Set<Path> patches() {
        return kustomizations().stream()
                .flatMap(file -> Kustomization.list(read(file).patches())
                        .map(Kustomization.Patch::path)
                        .filter(Objects::nonNull)
                        .map(path -> file.resolveSibling(path).normalize()))
                .collect(Collectors.toSet());
    }

    static List<Path> kustomizations() {
        return all().stream()
                .filter(file -> file.endsWith("kustomization.yaml"))
                .toList();
    }

    static Kustomization read(Path kustomization) {
        return StrictYaml.as(
                Kustomization.class, StrictYaml.documents(kustomization).getFirst());
    }

    /** The documents of one model in a file or folder. */
    static <T> List<T> of(Class<T> model, String path) {
        Path at = ROOT.resolve(path);
        List<Path> files = Files.isDirectory(at) ? walk(at) : List.of(at);
        List<Path> manifests = manifests();
        return files.stream()
                .filter(manifests::contains)
                .flatMap(file -> StrictYaml.documents(file).stream())
                .map(Models::read)
                .filter(model::isInstance)
                .map(model::cast)
                .toList();
    }

    static JsonNode document(String path) {
        return StrictYaml.documents(ROOT.resolve(path)).getFirst();
    }
}
