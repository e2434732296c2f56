package org.wirewatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Data goes one way, and so do dependencies: a package knows those before it in this list and none behind it. */
class LayeringTest {

    private static final List<String> PACKAGES = List.of(
            "model", "config", "fetch", "feed", "article", "story", "topic", "alert", "notify", "index", "job", "demo",
            "cli");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.wirewatch");

    @TestFactory
    List<DynamicTest> noPackageKnowsOneThatComesAfterIt() {
        return PACKAGES.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String[] later = PACKAGES.subList(PACKAGES.indexOf(name) + 1, PACKAGES.size()).stream()
                            .map(after -> "org.wirewatch." + after + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage("org.wirewatch." + name + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(later)
                            .allowEmptyShould(true)
                            .check(CLASSES);
                }))
                .toList();
    }

    @Test
    void onlyTheJobAndTheCommandLineKnowFlink() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.wirewatch.job..", "org.wirewatch.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .check(CLASSES);
    }
}
