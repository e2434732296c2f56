package org.wirewatch.article;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.select.QueryParser;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Located;
import org.wirewatch.config.Section;
import org.wirewatch.config.Yaml;
import org.wirewatch.fetch.Urls;

/**
 * The rules for sites that no heuristic gets, and the schema of {@code sites.yaml}:
 *
 * <pre>
 * sites:
 *   - site: example.org             # a host, or a registrable domain with all its hosts
 *     body: [".story-text > p"]     # CSS selectors; the first that finds a text counts
 *     title: [h1.story-title]
 *     date: ["time[datetime]"]
 *     author: [.story-author]
 *     remove: [.story-teaser]       # all of them count
 * </pre>
 *
 * <p>A host's own rule goes before that of its domain. Sent to task managers with the operator.
 */
public final class SiteRules implements Serializable {

    private static final long serialVersionUID = 1;

    public static final String FILE = "sites.yaml";

    public static final SiteRules NONE = new SiteRules(Map.of());

    private static final List<String> SELECTORS = List.of("body", "title", "date", "author", "remove");

    private final HashMap<String, SiteRule> rules;

    private SiteRules(Map<String, SiteRule> rules) {
        this.rules = new HashMap<>(rules);
    }

    /** The rules of a configuration folder; none where there is no {@value #FILE}. */
    public static SiteRules load(Path folder, ConfigErrors errors) {
        Path file = folder.resolve(FILE);
        return Files.exists(file) ? read(Yaml.read(file, errors), errors) : NONE;
    }

    /** Reads {@value #FILE}; a rule with a mistake is left out. */
    public static SiteRules read(Section root, ConfigErrors errors) {
        Map<String, SiteRule> rules = new HashMap<>();
        for (Section section : root.sections("sites")) {
            String site = section.text("site");
            boolean named = isHost(section, site);
            Map<String, List<String>> selectors = new HashMap<>();
            for (String key : SELECTORS) {
                selectors.put(key, selectors(section, key, errors));
            }
            if (SELECTORS.stream().noneMatch(section::has)) {
                section.error(
                        "site",
                        "the rule for " + site + " selects nothing",
                        "Add one of " + String.join(", ", SELECTORS));
            }
            if (named
                    && rules.putIfAbsent(
                                    site,
                                    new SiteRule(
                                            site,
                                            selectors.get("body"),
                                            selectors.get("title"),
                                            selectors.get("date"),
                                            selectors.get("author"),
                                            selectors.get("remove")))
                            != null) {
                section.error("site", "there are two rules for " + site, "Put the selectors of both into one");
            }
        }
        root.done();
        return new SiteRules(rules);
    }

    private static boolean isHost(Section section, String site) {
        if (site.isEmpty()) {
            return false; // reported as missing
        }
        boolean host = site.equals(site.toLowerCase(Locale.ROOT))
                && Urls.host("https://" + site + "/").filter(site::equals).isPresent();
        if (!host) {
            section.error(
                    "site",
                    "\"" + site + "\" is no host name",
                    "Write it without scheme, path and capitals, such as "
                            + Urls.host(site).orElse("example.org"));
        }
        return host;
    }

    private static List<String> selectors(Section section, String key, ConfigErrors errors) {
        int before = errors.list().size();
        List<Located> written = section.locatedTexts(key);
        if (section.has(key) && written.isEmpty() && errors.list().size() == before) {
            section.error(
                    key, "\"" + key + "\" lists no selector", "Write one, such as [.story-text], or remove the key");
        }
        for (Located selector : written) {
            try {
                QueryParser.parse(selector.text());
            } catch (IllegalArgumentException | IllegalStateException wrong) {
                errors.add(
                        selector.start(),
                        "\"" + selector.text() + "\" is no CSS selector: " + wrong.getMessage(),
                        "Write one such as \".story-text > p\"; try it with: wirewatch extract --explain FILE");
            }
        }
        return written.stream().map(Located::text).toList();
    }

    /** The rule for the host of an address, else that for its registrable domain. */
    public Optional<SiteRule> of(String url) {
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        return Urls.host(url).map(host -> rules.getOrDefault(host, rules.get(Urls.registrableDomain(host))));
    }
}
