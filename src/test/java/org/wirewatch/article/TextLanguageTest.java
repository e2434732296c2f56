package org.wirewatch.article;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextLanguageTest {

    private static final String GERMAN =
            "Der Minister sagte am Montag, dass die Gespräche in der Hauptstadt fortgesetzt werden, auch wenn"
                    + " niemand viel von ihnen erwartet. Die Opposition nannte das einen Fehler und verlangte eine Debatte.";
    private static final String UKRAINIAN =
            "Міністр заявив у понеділок, що переговори у столиці триватимуть, хоча від них ніхто багато чого"
                    + " не очікує. Опозиція назвала це помилкою і вимагає дебатів у парламенті вже цього тижня.";

    private final TextLanguage language = new TextLanguage();

    @Test
    void aDeclaredLanguageThatTheTextIsInStaysWithItsRegion() {
        assertThat(language.of(GERMAN, "de-AT")).isEqualTo("de-AT");
    }

    @Test
    void theTextWinsOverAWrongDeclaration() {
        assertThat(language.of(GERMAN, "en-US")).isEqualTo("de");
        assertThat(language.of(UKRAINIAN, "ru")).isEqualTo("uk");
    }

    @Test
    void anUndeclaredLanguageIsRecognised() {
        assertThat(language.of(UKRAINIAN, null)).isEqualTo("uk");
    }

    @Test
    void aShortTextDoesNotOverruleAndIsNotGuessed() {
        assertThat(language.of("Der Minister", "en")).isEqualTo("en");
        assertThat(language.of("Der Minister", null)).isNull();
    }
}
