package org.wirewatch.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Place;
import org.wirewatch.notify.Subscription;
import org.wirewatch.notify.SubscriptionsFile;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.CompiledTopics;
import org.wirewatch.topic.Topic;
import org.wirewatch.topic.TopicCompiler;

/**
 * What is looked for and who is told, checked when the job is submitted: else it would only fail on the cluster.
 *
 * @param catalogue the topic files, and the topics that are made of subscriptions' own words
 * @param compiled the topic files alone
 * @param subscriptions the text of subscriptions.yaml; empty if there is none
 * @param subscribers those without a mistake
 */
public record RulesFolder(
        Catalogue catalogue, CompiledTopics compiled, String subscriptions, List<Subscription> subscribers) {

    public RulesFolder {
        subscribers = List.copyOf(subscribers);
    }

    /**
     * Reads topics and subscriptions.
     *
     * @param hasMail whether there is a mail server for those who want mail
     * @param errors takes the mistakes
     */
    public static RulesFolder read(Path folder, boolean hasMail, ConfigErrors errors) {
        Catalogue topics = new Catalogue(List.of());
        String text = "";
        try {
            topics = Catalogue.load(folder);
            text = SubscriptionsFile.text(folder.resolve(SubscriptionsFile.NAME));
        } catch (IOException unreadable) {
            errors.add(
                    Place.startOf(folder.toString()),
                    String.valueOf(unreadable.getMessage()),
                    "Let the user that runs Wirewatch read it");
        }
        int before = errors.list().size();
        CompiledTopics compiled = new TopicCompiler().compile(topics, errors);
        List<String> known = errors.list().size() > before
                ? null
                : compiled.topics().stream().map(Topic::id).toList();
        String file = folder.resolve(SubscriptionsFile.NAME).toString();
        SubscriptionsFile.Contents contents = SubscriptionsFile.parse(file, text, known, errors);
        contents.subscriptions().stream()
                .filter(subscription -> !hasMail && !subscription.addresses().isEmpty())
                .findFirst()
                .ifPresent(subscription -> errors.add(
                        Place.startOf(file),
                        "the subscription " + subscription.id() + " is told by mail, but no mail server is configured",
                        "Write under mail: in wirewatch.yaml its host and from"));
        return new RulesFolder(topics.with(contents.topics()), compiled, text, contents.subscriptions());
    }
}
