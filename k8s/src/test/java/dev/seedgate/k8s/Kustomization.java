package dev.seedgate.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** As much of a kustomization, or a component, as the manifests use. */
record Kustomization(
        String apiVersion,
        String kind,
        @Nullable String namespace,
        @Nullable List<LabelSet> labels,
        @Nullable List<String> resources,
        @Nullable List<String> components,
        @Nullable List<Generator> configMapGenerator,
        @Nullable List<Generator> secretGenerator,
        @Nullable List<Image> images,
        @Nullable List<Replicas> replicas,
        @Nullable List<Patch> patches) {

    record LabelSet(boolean includeSelectors, boolean includeTemplates, Map<String, String> pairs) {}

    record Generator(
            String name,
            @Nullable List<String> files,
            @Nullable List<String> literals,
            @Nullable Options options) {
        record Options(boolean disableNameSuffixHash) {}

        /** The names under which its values are. */
        Stream<String> keys() {
            return Stream.concat(list(files), list(literals)).map(entry -> entry.replaceAll("=.*", ""));
        }
    }

    record Image(String name, String newTag) {}

    record Replicas(String name, int count) {}

    record Patch(
            @Nullable String path,
            @Nullable String patch,
            @Nullable JsonNode target) {}

    /** Files and folders that it refers to, relative to itself. */
    Stream<String> references() {
        Stream<String> generated = Stream.concat(list(configMapGenerator), list(secretGenerator))
                .flatMap(generator -> list(generator.files()))
                .map(file -> file.replaceAll("^[^=]*=", ""));
        Stream<String> patched = list(patches).map(Patch::path).filter(Objects::nonNull);
        return Stream.of(list(resources), list(components), generated, patched).flatMap(all -> all);
    }

    static <T> Stream<T> list(@Nullable List<T> some) {
        return some == null ? Stream.empty() : some.stream();
    }
}
