package dev.seedgate.admission.api;

import dev.seedgate.telemetry.LogFields;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What is logged while an operation is answered bears the cluster, the request or the token of its path. */
public class LoggedOperations {
    private static final String FIELDS = LogFields.class.getName();

    @ServerRequestFilter
    public void begin(ContainerRequestContext operation, UriInfo uri) {
        MultivaluedMap<String, String> path = uri.getPathParameters();
        LogFields fields = new LogFields();
        path.getOrDefault("cluster", List.of()).forEach(fields::cluster);
        path.getOrDefault("id", List.of()).forEach(fields::request);
        path.getOrDefault("token", List.of()).forEach(fields::token);
        operation.setProperty(FIELDS, fields);
    }

    @ServerResponseFilter
    public void end(ContainerRequestContext operation) {
        if (operation.getProperty(FIELDS) instanceof LogFields fields) {
            fields.close();
        }
    }
}
