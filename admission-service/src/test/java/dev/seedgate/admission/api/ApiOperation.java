package dev.seedgate.admission.api;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An operation of the API, as its class declares it.
 *
 * @param role the least that may do it; empty where nobody has said
 */
record ApiOperation(String method, String path, Optional<String> role) {
    /** All there are, the framework's own included: whatever is a JAX-RS method is found, wherever it lies. */
    static List<ApiOperation> all() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.seedgate").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                        .map(ApiOperation::of)
                        .sorted(Comparator.comparing(ApiOperation::path).thenComparing(ApiOperation::method))
                        .toList();
    }

    private static ApiOperation of(JavaMethod method) {
        String verb = method.getAnnotations().stream()
                .filter(each -> each.getRawType().isAnnotatedWith(HttpMethod.class))
                .map(each ->
                        each.getRawType().getAnnotationOfType(HttpMethod.class).value())
                .findFirst()
                .orElseThrow();
        String path = method.getOwner().getAnnotationOfType(Path.class).value()
                + method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
        Optional<String> role = method.tryGetAnnotationOfType(RolesAllowed.class)
                .filter(roles -> roles.value().length == 1)
                .map(roles -> roles.value()[0]);
        return new ApiOperation(verb, path, role);
    }

    /** A path that could be asked for. */
    String example() {
        return path.replace("{cluster}", "main").replaceAll("\\{[^}]*}", "main-1");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
