package dev.seedgate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/KUBERNETES.md tells to do can be done, and what other guides say of it is so. */
class GuideTest {
    private static final Path GUIDES = Path.of("../docs");

    /** kubectl refuses to wait for one thing by its name and for all of another kind at once. */
    @Test
    void nobodyWaitsForOneThingAndForAllOfAKindAtOnce() throws IOException {
        List<String> waits = Files.readString(GUIDES.resolve("KUBERNETES.md"))
                .lines()
                .filter(line -> line.contains("kubectl") && line.contains(" wait "))
                .toList();

        assertThat(waits).isNotEmpty().allSatisfy(wait -> {
            List<String> words = Arrays.asList(wait.split(" wait ", 2)[1].split(" ", -1));
            boolean oneByName = words.stream().anyMatch(word -> word.matches("[a-z]+/[a-z.-]+"));
            assertThat(oneByName && words.contains("--all")).isFalse();
        });
    }

    @Test
    void theServiceIsCalledByItsNameAndNamespace() throws IOException {
        String namespace = ManifestFiles.read(ManifestFiles.ROOT.resolve("overlays/production/kustomization.yaml"))
                .namespace();

        assertThat(Files.readString(GUIDES.resolve("RECIPES.md")))
                .contains("http://" + ServicePod.ADMISSION_SERVICE + "." + namespace + ":8080");
    }
}
