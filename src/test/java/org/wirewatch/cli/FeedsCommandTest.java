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
        CommandLineRun run = CommandLineRun.of("feeds", "--import", file(OPML));
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
                  - {id: a-b, title: "A & \\"B\\" <c>", url: "https://a.example/?x=1&y=2", language: de, tags: [world, defence]}
                """);
        CommandLineRun exported = CommandLineRun.of("feeds", "--config", config.toString(), "--export");
        assertThat(exported.out()).isEqualTo("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <opml version="2.0">
                          <head><title>Wirewatch</title></head>
                          <body>
                            <outline type="rss" text="A &amp; &quot;B&quot; &lt;c&gt;" title="A &amp; &quot;B&quot; &lt;c&gt;" xmlUrl="https://a.example/?x=1&amp;y=2" language="de" category="world,defence"/>
                          </body>
                        </opml>
                        """);
        String yaml =
                CommandLineRun.of("feeds", "--import", file(exported.out())).out();
        ConfigErrors errors = new ConfigErrors();
        List<Feed> feeds = FeedsFile.read(Yaml.read("feeds.yaml", yaml, errors), errors);
        assertThat(errors.list()).isEmpty();
        assertThat(feeds).singleElement().satisfies(feed -> {
            assertThat(feed.title()).isEqualTo("A & \"B\" <c>");
            assertThat(feed.url()).isEqualTo("https://a.example/?x=1&y=2");
            assertThat(feed.language()).isEqualTo("de");
            assertThat(feed.tags()).containsExactly("world", "defence");
        });
    }

    @Test
    void aFileThatIsNoOpmlIsAFailureWithThePlace() throws IOException {
        CommandLineRun run = CommandLineRun.of("feeds", "--import", file("<opml><body><outline></body></opml>"));
        assertThat(run.err()).startsWith("wirewatch feeds: this is no readable OPML: line 1, column ");
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(CommandLineRun.of("feeds", "--import", file("<html/>")).err())
                .isEqualTo("wirewatch feeds: this is no OPML: there is no element \"opml\" in it. Export it again from"
                        + " where it comes\n");
    }

    @Test
    void entitiesThatAFileDeclaresAreNotExpanded() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "feeds",
                "--import",
                file("<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml><body>"
                        + "<outline text='&x;' xmlUrl='https://a.example/'/></body></opml>"));
        assertThat(run.out() + run.err()).doesNotContain("root:");
    }

    @Test
    void anImportAndAnExportExcludeEachOther() throws IOException {
        CommandLineRun run = CommandLineRun.of("feeds", "--export", "--import", file(OPML));
        assertThat(run.err()).contains("mutually exclusive");
        assertThat(run.exit()).isEqualTo(2);
    }
}
