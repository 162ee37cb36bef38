# The images of Seedgate: docker build --target admission-service|seed-worker|seedctl .
# The build needs nothing but this folder and Maven's repository. Where that is a mirror, hand in the settings that name it:
# docker build --secret id=maven-settings,src=$HOME/.m2/settings.xml …

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY . .
# Classes are archived at build time, by the very Java that runs them: a service is ready in half the time.
RUN --mount=type=cache,target=/root/.m2/repository \
    --mount=type=secret,id=maven-settings,target=/root/.m2/settings.xml \
    ./mvnw --batch-mode --no-transfer-progress -pl admission-service,seed-worker,cli -am package \
      -Dmaven.test.skip -Dspotless.check.skip -Dquarkus.package.jar.appcds.enabled=true

FROM eclipse-temurin:25-jre AS runtime
# A number and not a name: Kubernetes can then tell that it is not root.
USER 10001:10001
WORKDIR /app
# Lines for a log store, with fields to search them by: docs/RUNBOOK.md.
ENV QUARKUS_LOG_CONSOLE_JSON_ENABLED=true
COPY --chmod=555 docker/healthy /usr/local/bin/healthy

# Layers from what changes seldom to what changes with every commit.
FROM runtime AS admission-service
COPY --from=build /build/admission-service/target/quarkus-app/lib/ lib/
COPY --from=build /build/admission-service/target/quarkus-app/quarkus-run.jar /build/admission-service/target/quarkus-app/app-cds.jsa ./
COPY --from=build /build/admission-service/target/quarkus-app/quarkus/ quarkus/
COPY --from=build /build/admission-service/target/quarkus-app/app/ app/
ENV QUARKUS_HTTP_HOST=0.0.0.0
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=180s --start-interval=1s CMD ["healthy", "8080", "/q/health/ready"]
ENTRYPOINT ["java", "-XX:SharedArchiveFile=app-cds.jsa", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "quarkus-run.jar"]

FROM runtime AS seed-worker
COPY --from=build /build/seed-worker/target/quarkus-app/lib/ lib/
COPY --from=build /build/seed-worker/target/quarkus-app/quarkus-run.jar /build/seed-worker/target/quarkus-app/app-cds.jsa ./
COPY --from=build /build/seed-worker/target/quarkus-app/quarkus/ quarkus/
COPY --from=build /build/seed-worker/target/quarkus-app/app/ app/
ENV QUARKUS_HTTP_HOST=0.0.0.0
EXPOSE 8081
HEALTHCHECK --interval=5s --timeout=3s --start-period=180s --start-interval=1s CMD ["healthy", "8081", "/q/health/ready"]
ENTRYPOINT ["java", "-XX:SharedArchiveFile=app-cds.jsa", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "quarkus-run.jar"]

FROM runtime AS seedctl
COPY --from=build /build/cli/target/lib/ lib/
COPY --from=build /build/cli/target/cli.jar ./
ENTRYPOINT ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", "/app/cli.jar"]
