package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void aHostileTitleTakesNoControlOfTheTerminal() {
        assertThat(Printable.line("\u001B[2J\u001B]0;owned\u0007 War\r\nand\u009B31m peace \u202Eevil"))
                .isEqualTo("[2J ]0;owned War and 31m peace evil");
    }

    @Test
    void aMessageKeepsItsShapeAndLosesItsPower() {
        assertThat(Printable.visible("a\u001B[31m:\n    x\u0007\u202E  ^\r\n")).isEqualTo("a[31m:\n    x  ^\n");
    }

    @Test
    void halfASurrogatePairIsDropped() {
        assertThat(Printable.line("a\uD83Db")).isEqualTo("ab");
    }

    @Test
    void lettersOfAllScriptsStay() {
        String text = "НАТО Schützenpanzer 北約 \uD83D\uDE80 об’єднання e\u0301";
        assertThat(Printable.line(text)).isEqualTo(text);
    }

    @Test
    void aParagraphKeepsItsLines() {
        assertThat(Printable.paragraph("one\u001B \n\n two ")).isEqualTo("one\n\ntwo");
    }

    @Test
    void wideSignsAndMarksAreCountedAsTheyAreDrawn() {
        assertThat(Printable.width("北約")).isEqualTo(4);
        assertThat(Printable.width("e\u0301")).isEqualTo(1);
        assertThat(Printable.width("НАТО")).isEqualTo(4);
    }

    @Test
    void whatIsTooLongEndsWithAnEllipsisInTheLastColumn() {
        assertThat(Printable.shortened("enlargement", 6)).isEqualTo("enlar…");
        assertThat(Printable.shortened("enlarge", 7)).isEqualTo("enlarge");
        assertThat(Printable.shortened("北北北", 4)).isEqualTo("北…");
    }

    @Test
    void aTableIsAsWideAsItsCellsAndTheLastColumnGivesWay() {
        Table table = new Table(
                List.of("FEED", "STATE", "LAST PROBLEM"),
                List.of(
                        List.of("a", "live", ""),
                        List.of("北", "failing", "the server answered 503 again\nand again and again")));
        assertThat(table.render(40)).isEqualTo("""
                        FEED  STATE    LAST PROBLEM
                        a     live
                        北    failing  the server answered 503 …
                        """);
    }
}
