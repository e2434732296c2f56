package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirewatch.article.ExtractOutcome.Extracted;
import org.wirewatch.article.Extractor;
import org.wirewatch.fetch.FetchRequest;
import org.wirewatch.fetch.Fetcher;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Mention;
import org.wirewatch.model.Page;
import org.wirewatch.model.Problem;
import org.wirewatch.topic.NearMiss;
import org.wirewatch.topic.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wirewatch try}: one page, all the way to its alerts. */
@Command(
        name = "try",
        description = {
            "Shows what is read on a page, which topics it raises and why, and what others lacked.",
            "",
            "A page is fetched as the job does it, with the limits and networks of wirewatch.yaml, but without asking"
                    + " robots.txt: you asked for it.",
            ""
        },
        mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {

    private static final int BODY_CHARS = 600;
    private static final int EVIDENCE = 5;
    private static final String INDENT = "  ";

    private final Terminal terminal;

    @Parameters(paramLabel = "URL|FILE", description = "An http(s) address, or an HTML file.")
    private String page = "";

    @Option(
            names = "--json",
            description = "Print one line of JSON: what extract prints, topics as match does, and nearly.")
    private boolean json;

    @Mixin
    private ConfigOption config = new ConfigOption();

    TryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException {
        Path folder = config.folder();
        try (TopicFinder topics = TopicFinder.load(folder)) {
            Page read = isAddress() ? fetched(folder) : fromFile();
            Extracted article = article(folder, read);
            String title = Objects.requireNonNullElse(article.title(), "");
            TopicFinder.Text text = new TopicFinder.Text(read.finalUrl(), title, article.body(), article.language());
            TopicFinder.Found found = topics.in(text, terminal.clock().instant());
            List<NearMiss> nearly = topics.nearly(text);
            for (Problem problem : found.problems()) {
                terminal.say("wirewatch try: " + problem.message() + ". " + problem.advice());
            }
            if (json) {
                new JsonOutput(terminal.out()).line(object -> {
                    object.field("url", isAddress() ? read.finalUrl() : null);
                    ExtractCommand.article(article).write(object);
                    object.objects("topics", found.alerts(), MatchCommand::topic);
                    object.objects(
                            "nearly",
                            nearly,
                            (miss, near) -> miss.field("id", near.topic().id())
                                    .field("rule", near.ruleId())
                                    .number("share", near.share())
                                    .field("missing", near.missing()));
                });
            } else {
                String shown =
                        described(article, read) + topics(found, topics.titles()) + tooWeak(found) + nearMisses(nearly);
                terminal.out().write(shown.getBytes(StandardCharsets.UTF_8));
            }
        }
        return Exit.DONE;
    }

    private boolean isAddress() {
        return page.matches("(?is)https?://.*");
    }

    private Page fromFile() throws UnreadableException {
        return ExtractCommand.page(
                new InputFile(Path.of(page)), null, terminal.clock().instant());
    }

    private Page fetched(Path folder) throws FailedException {
        HttpSettings settings =
                SettingsFile.read(folder, (root, errors) -> HttpSettings.read(root.section("http"), errors));
        try (Fetcher fetcher = new Fetcher(settings, terminal.clock())) {
            Outcome<Page> outcome = fetcher.fetch(FetchRequest.page(page, null))
                    .join()
                    .match(
                            fetched -> Outcome.of(fetched.page()),
                            unchanged -> Outcome.failed("the server answered \"not modified\" to a first request"),
                            failed -> Outcome.failed(sentence(failed.problem())));
            return outcome.orFail();
        }
    }

    private static Extracted article(Path folder, Page page) throws FailedException {
        return new Extractor(SitesFile.read(folder))
                .extract(page)
                .<Outcome<Extracted>>match(Outcome::of, nothing -> Outcome.failed(sentence(nothing.problem())))
                .orFail();
    }

    private static String sentence(Problem problem) {
        String message = problem.message();
        return message + (message.endsWith(".") ? " " : ". ") + problem.advice();
    }

    private String described(Extracted article, Page page) {
        List<String> facts = new ArrayList<>();
        add(facts, article.site());
        add(facts, ExtractCommand.date(article.published(), article.precision()));
        add(facts, article.language());
        add(facts, String.join(", ", article.authors()));
        String body = article.body();
        String start = body.length() <= BODY_CHARS ? body : body.substring(0, BODY_CHARS) + "…";
        return Printable.line(Objects.requireNonNullElse(article.title(), "(no title)")) + "\n"
                + INDENT + String.join(" · ", facts) + "\n"
                + INDENT + Printable.line(page.finalUrl()) + "\n\n"
                + Wrapped.paragraphs(Printable.paragraph(start), INDENT, terminal.columns())
                + INDENT + "(" + body.length() + " characters)\n\n";
    }

    private static void add(List<String> facts, @Nullable String fact) {
        if (fact != null && !fact.isBlank()) {
            facts.add(Printable.line(fact));
        }
    }

    private static String tooWeak(TopicFinder.Found found) {
        StringBuilder text = new StringBuilder();
        for (Topic topic : found.tooWeak()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s (%s): found, but no alert: score %s, its threshold is %.2f%n",
                    topic.title(),
                    topic.id(),
                    found.scores().get(topic.id()),
                    topic.threshold()));
        }
        return text.toString();
    }

    /** What was missing, for the analyst who expected the topic. */
    private String nearMisses(List<NearMiss> nearly) {
        StringBuilder text = new StringBuilder();
        String last = "";
        for (NearMiss miss : nearly) {
            if (!miss.topic().id().equals(last)) {
                last = miss.topic().id();
                text.append("Not ")
                        .append(miss.topic().title())
                        .append(" (")
                        .append(last)
                        .append("):\n");
            }
            text.append(INDENT)
                    .append(Printable.shortened(
                            "rule " + miss.ruleId() + ": " + Printable.line(miss.missing()),
                            terminal.columns() - INDENT.length()))
                    .append('\n');
        }
        return text.isEmpty() ? "" : "\n" + text;
    }

    private String topics(TopicFinder.Found found, List<String> all) {
        List<Alert> alerts = found.alerts();
        if (alerts.isEmpty()) {
            return "No alert. Looked for: " + String.join(", ", all) + "\n";
        }
        Highlight highlight = new Highlight(terminal.colour());
        StringBuilder text = new StringBuilder();
        for (Alert alert : alerts) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s (%s): %s, score %s%n",
                    alert.topicTitle(),
                    alert.topicId(),
                    alert.severity().word(),
                    found.scores().get(alert.topicId())));
            for (Mention mention : alert.mentions().stream().limit(EVIDENCE).toList()) {
                String lead = INDENT + mention.field().word() + ", rule " + mention.ruleId() + ": ";
                text.append(lead)
                        .append(highlight.in(mention.sentence(), mention.text(), terminal.columns() - lead.length()))
                        .append('\n');
            }
            if (alert.mentions().size() > EVIDENCE) {
                text.append(INDENT)
                        .append("and ")
                        .append(alert.mentions().size() - EVIDENCE)
                        .append(" more\n");
            }
        }
        return text.toString();
    }
}
