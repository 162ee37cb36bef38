package dev.seedgate.admission.api;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedgate.protocol.Json;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * The API's JSON is the topics' JSON, but stricter in what it takes: a misspelled or repeated field in a post is a mistake to be
 * told, not a newer version's.
 */
class ApiJson {
    @Produces
    @Singleton
    ObjectMapper mapper() {
        return Json.mapper()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }
}
