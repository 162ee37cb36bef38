package dev.seedgate.admission.api;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.type.LogicalType;
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
                .withCoercionConfig(LogicalType.Textual, ApiJson::takeTextOnly)
                .build();
    }

    private static void takeTextOnly(MutableCoercionConfig text) {
        text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
}
