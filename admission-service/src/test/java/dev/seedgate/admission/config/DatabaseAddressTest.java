package dev.seedgate.admission.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db:5433/shop_production       | db        | 5433      | shop_production",
                "jdbc:postgresql://db/shop?sslmode=require       | db        | 5432      | shop",
                "jdbc:postgresql://one:1,two:2/shop              | one,two   | 1,2       | shop",
            })
    void isWhatTheUrlSays(String url, String host, String port, String database) {
        ServerLogin login = new ServerLogin(url, "seeds", Optional.empty());

        assertThat(DatabaseAddress.of("shop", login)).isEqualTo(new DatabaseAddress(host, port, database));
    }
}
