package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.feed.FeedsFile;
import org.wirewatch.model.Feed;

class FeedsCommandTest {

    private static final String OPML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="1.0"><head><title>Mine</title></head><body>
              <outline text="Eastern Europe"><outline type="rss" text="Zürcher &quot;Bote&quot;"
                xmlUrl="https://bote.example/rss?a=1&amp;b=2" category="/World,Daily"/>
                <outline text="Вісник" title="Вісник" xmlURL="https://www.visnyk.example/rss" language="uk"/></outline>
              <outline text="Zürcher &quot;Bote&quot;" xmlUrl="https://bote.example/sport"/>
              <outline text="a link" type="link" url="https://other.example/"/>
            </body></opml>
            """;

    @TempDir
    Path folder;

    private ConfigFolder config;

    @BeforeEach
    void makeConfig() throws IOException {
        config = ConfigFolder.in(folder);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("feeds.opml"), text).toString();
    }

    @Test
    void anOpmlFileIsPrintedInTheFormOfFeedsYaml() throws IOException {
        CommandLineRun run = CommandLineRun.of("feeds", "import", file(OPML));
        assertThat(run.out()).isEqualTo("""
                        feeds:
                          - {id: "zurcher-bote", title: "Zürcher \\"Bote\\"", url: "https://bote.example/rss?a=1&b=2", tags: ["eastern-europe", "world", "daily"]}
                          - {id: "visnyk-example", title: "Вісник", url: "https://www.visnyk.example/rss", language: "uk", tags: ["eastern-europe"]}
                          - {id: "zurcher-bote-2", title: "Zürcher \\"Bote\\"", url: "https://bote.example/sport"}
                        """);
        assertThat(run.exit()).isZero();
    }

    @Test
    void whatIsExportedIsImportedAsTheSameFeeds() throws IOException {
        config.write("feeds.yaml", """
                feeds:
                  - {id: a-b, title: "A & \\"B\\" <c>", url: "https://a.example/?x=1&y=2", language: de, country: AT, time-zone: Europe/Vienna, tags: [world, defence], poll: {max: 10m}}
                """);
        CommandLineRun exported = CommandLineRun.of("feeds", "export", "--config", config.toString());
        assertThat(exported.out())
                .contains("<outline text=\"world\">", "xmlUrl=\"https://a.example/?x=1&amp;y=2\"", "language=\"de\"");
        String yaml = CommandLineRun.of("feeds", "import", file(exported.out())).out();
        ConfigErrors errors = new ConfigErrors();
        List<Feed> feeds = FeedsFile.read(Yaml.read("feeds.yaml", yaml, errors), errors);
        assertThat(errors.list()).isEmpty();
        assertThat(feeds)
                .containsExactly(new Feed(
                        "a-b",
                        "https://a.example/?x=1&y=2",
                        "A & \"B\" <c>",
                        "de",
                        "AT",
                        "Europe/Vienna",
                        List.of("world", "defence"),
                        60_000,
                        600_000));
    }

    @Test
    void importedFeedsAreAddedOnceAndTheRestOfTheFileStays() throws IOException {
        Path yaml = config.write("feeds.yaml", """
                # mine
                feeds:
                  # the first
                  - {id: bote, url: "https://bote.example/rss?a=1&b=2"}   # good
                """);
        CommandLineRun run = CommandLineRun.of("feeds", "import", file(OPML), "--add", "--config", config.toString());
        assertThat(run.err()).endsWith("added 2 feeds to " + yaml + "; 1 were there already\n");
        assertThat(Files.readString(yaml)).isEqualTo("""
                # mine
                feeds:
                  # the first
                  - {id: bote, url: "https://bote.example/rss?a=1&b=2"}   # good
                  - {id: "visnyk-example", title: "Вісник", url: "https://www.visnyk.example/rss", language: "uk", tags: ["eastern-europe"]}
                  - {id: "zurcher-bote", title: "Zürcher \\"Bote\\"", url: "https://bote.example/sport"}
                """);
        CommandLineRun.of("feeds", "import", file(OPML), "--add", "--config", config.toString());
        assertThat(Files.readString(yaml).lines()).hasSize(6);
    }

    @Test
    void aFileThatIsNoOpmlIsAFailureWithThePlace() throws IOException {
        CommandLineRun run = CommandLineRun.of("feeds", "import", file("<html/>"));
        assertThat(run.err()).contains("feeds.opml:1:1: this is no OPML", "there is no feed in ");
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void entitiesThatAFileDeclaresAreNotExpanded() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "feeds",
                "import",
                file("<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml><body>"
                        + "<outline text='&x;' xmlUrl='https://a.example/'/></body></opml>"));
        assertThat(run.out() + run.err()).doesNotContain("root:");
    }

    @Test
    void aSubcommandThatDoesNotExistIsNamedWithTheOneThatWasMeant() {
        CommandLineRun run = CommandLineRun.of("feeds", "imprt");
        assertThat(run.err()).contains("Did you mean 'import'?");
        assertThat(run.exit()).isEqualTo(2);
    }
}
