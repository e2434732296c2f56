package org.wirewatch.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirewatch.article.SiteRules;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.ConfigException;
import org.wirewatch.config.Place;
import org.wirewatch.config.Section;
import org.wirewatch.config.Yaml;
import org.wirewatch.feed.FeedsFolder;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.fetch.Urls;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.kibana.KibanaSettings;
import org.wirewatch.model.Feed;
import org.wirewatch.notify.SubscriptionsFile;
import org.wirewatch.notify.mail.MailSettings;
import org.wirewatch.notify.mail.Templates;
import org.wirewatch.topic.Catalogue;

/**
 * All that the monitor job is configured with.
 *
 * @param folder where it was read, and where the topic files are read again while the job runs
 * @param followsFeedFiles whether the feed files are read again too; not where the feeds come from elsewhere
 * @param catalogue with the topics that are made of subscriptions' own words
 * @param mail null if no mail is sent
 * @param templates what mails look like
 * @param subscriptions the text of subscriptions.yaml, without a mistake; empty if there is none
 * @param subscriptionsFile where it is read again while the job runs
 */
public record MonitorConfig(
        Path folder,
        List<Feed> feeds,
        boolean followsFeedFiles,
        PollSettings poll,
        HttpSettings http,
        ElasticsearchSettings elasticsearch,
        JobSettings job,
        Catalogue catalogue,
        SiteRules sites,
        @Nullable MailSettings mail,
        Templates templates,
        String subscriptions,
        Path subscriptionsFile) {

    private static final String SETTINGS = "wirewatch.yaml";

    public MonitorConfig {
        feeds = List.copyOf(feeds);
    }

    /**
     * Reads a configuration folder.
     *
     * @throws ConfigException with all mistakes at once
     */
    public static MonitorConfig load(Path folder) throws ConfigException {
        ConfigErrors errors = new ConfigErrors();
        Path settings = folder.resolve(SETTINGS);
        Section root = Yaml.read(settings, errors);
        HttpSettings http = HttpSettings.read(root.section("http"), errors);
        ElasticsearchSettings elasticsearch = ElasticsearchSettings.read(root.section("elasticsearch"), errors);
        KibanaSettings.read(root.section("kibana"), elasticsearch, errors);
        PollSettings poll = PollSettings.read(root.section("poll"), errors);
        Optional<MailSettings> mail = MailSettings.read(root.section("mail"), errors);
        Templates templates =
                mail.map(found -> Templates.load(folder, found, errors)).orElseGet(Templates::ours);
        JobSettings job = JobSettings.read(root.section("job"), errors);
        root.done();
        List<Feed> feeds = new FeedsFolder(folder, poll).read(errors);
        RulesFolder rules = RulesFolder.read(folder, mail.isPresent(), errors);
        SiteRules sites = SiteRules.load(folder, errors);
        if (http.contact() == null && feeds.stream().anyMatch(feed -> !isOwn(feed))) {
            errors.add(
                    root.has("http") ? root.place("http") : Place.startOf(settings.toString()),
                    "\"http.contact\" is missing, and sites' administrators could not reach you",
                    "Write under http: contact: an e-mail address or URL of yours; it is sent with every request");
        }
        errors.throwIfAny();
        return new MonitorConfig(
                folder,
                feeds,
                true,
                poll,
                http,
                elasticsearch,
                job,
                rules.catalogue(),
                sites,
                mail.orElse(null),
                templates,
                rules.subscriptions(),
                folder.resolve(SubscriptionsFile.NAME));
    }

    /** Whether a feed lies on this machine, so that nobody else needs to know who asks. */
    private static boolean isOwn(Feed feed) {
        String host = Urls.host(feed.url()).orElse("");
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    /** The same with another Elasticsearch server. */
    public MonitorConfig at(String elasticsearchUrl) {
        return new MonitorConfig(
                folder,
                feeds,
                followsFeedFiles,
                poll,
                http,
                elasticsearch.at(elasticsearchUrl),
                job,
                catalogue,
                sites,
                mail,
                templates,
                subscriptions,
                subscriptionsFile);
    }

    /** The same with other feeds, on networks that may be reached. */
    public MonitorConfig watching(List<Feed> otherFeeds, List<String> networks) {
        return new MonitorConfig(
                folder,
                otherFeeds,
                false,
                poll,
                http.withAllowNetworks(networks),
                elasticsearch,
                job,
                catalogue,
                sites,
                mail,
                templates,
                subscriptions,
                subscriptionsFile);
    }
}
