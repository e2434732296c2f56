package org.wirewatch.topic.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100,000 | 100000 | 1",
                "100.000 | 100000 | 1",
                "100 000 men | 100000 | 2",
                "100\u00a0000 | 100000 | 2",
                "100\u202f000 | 100000 | 1",
                "10'000 | 10000 | 1",
                "1,234,567 | 1234567 | 1",
                "2.5 million | 2500000 | 2",
                "2,5 млн | 2500000 | 2",
                "100 тыс. | 100000 | 2",
                "5bn | 5000000000 | 1",
                "30 tysięcy | 30000 | 2",
                "30 Tausend | 30000 | 2",
                "2024 100 | 2024 | 1",
                "12 | 12 | 1",
                "2.5 | 2.5 | 1",
                "24th | 24 | 1"
            })
    void numbersInFiguresAreRead(String text, double value, int words) {
        Amounts.Amount amount = Amounts.at(Language.of("en").words().read(text), 0);
        assertThat(amount).isEqualTo(new Amounts.Amount(value, words));
    }

    @Test
    void aNumberWithoutEndIsNone() {
        assertThat(Amounts.at(Language.of("en").words().read("9".repeat(200)), 0))
                .isNull();
    }
}
