package org.wirewatch.notify.mail;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.wirewatch.model.Severity;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Subscription;
import org.wirewatch.notify.text.PlainLine;
import org.wirewatch.notify.text.Words;

/**
 * The headers of a letter, and the message that they make with its two bodies.
 *
 * <p>The message is put together here, not by the mail library: so it has the same bytes each time, its boundary included,
 * and needs no class that is looked up by the thread's loader.
 */
final class Envelope {

    private static final int MAX_TOPICS = 10;

    private final MailSettings settings;

    Envelope(MailSettings settings) {
        this.settings = settings;
    }

    byte[] message(Letter letter, Words words, String subject, String text, String html) {
        String boundary = "=_wirewatch_" + token(letter.messageId());
        StringBuilder message = new StringBuilder();
        headers(letter, words, subject).forEach((name, value) -> header(message, name, value));
        header(message, "MIME-Version", "1.0");
        header(message, "Content-Type", "multipart/alternative;\r\n boundary=\"" + boundary + '"');
        message.append("\r\n");
        part(message, boundary, "text/plain", text);
        part(message, boundary, "text/html", html);
        message.append("--").append(boundary).append("--\r\n");
        return message.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private Map<String, String> headers(Letter letter, Words words, String subject) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Date", date(letter));
        headers.put("From", HeaderText.phrase(settings.fromName()) + " <" + settings.from() + '>');
        boolean known = MailAddress.isValid(letter.recipient());
        headers.put("To", known ? '<' + letter.recipient() + '>' : "undisclosed-recipients:;");
        if (letter.kind() != Letter.Kind.OPERATORS && !settings.unsubscribe().equals(settings.from())) {
            headers.put("Reply-To", '<' + settings.unsubscribe() + '>');
        }
        headers.put("Subject", HeaderText.encoded(subject));
        headers.put("Message-ID", '<' + token(letter.messageId()) + '@' + settings.domain() + '>');
        if (letter.threadOf() != null) {
            // Nobody ever sends the message that begins a thread: all of a story are answers to it, and each can come
            // first.
            String root = "<thread." + token(letter.threadOf()) + '@' + settings.domain() + '>';
            headers.put("In-Reply-To", root);
            headers.put("References", root);
        }
        headers.put("Content-Language", words.locale().toLanguageTag());
        headers.put("Auto-Submitted", "auto-generated");
        headers.put("X-Auto-Response-Suppress", "All");
        headers.put(
                "X-Wirewatch-Kind",
                letter.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (letter.kind() != Letter.Kind.OPERATORS) {
            list(letter, headers);
        }
        return headers;
    }

    /** What mail programs sort, filter and unsubscribe by. */
    private void list(Letter letter, Map<String, String> headers) {
        Subscription subscription = letter.subscription();
        String id = token(subscription.id());
        headers.put(
                "List-Id",
                HeaderText.phrase(PlainLine.of(subscription.name(), View.MAX_NAME)) + "\r\n <" + id + ".wirewatch."
                        + settings.domain() + '>');
        headers.put("List-Unsubscribe", '<' + unsubscribe(settings, subscription) + '>');
        headers.put("X-Wirewatch-Subscription", id);
        List<String> topics = letter.items().stream()
                .map(item -> token(item.topicId()))
                .distinct()
                .limit(MAX_TOPICS)
                .toList();
        if (!topics.isEmpty()) {
            headers.put("X-Wirewatch-Topics", String.join(",\r\n ", topics));
            headers.put("X-Wirewatch-Severity", worst(letter).word());
        }
    }

    /** A letter to the operator that asks for no more mail. */
    static String unsubscribe(MailSettings settings, Subscription subscription) {
        String subject = URLEncoder.encode("unsubscribe " + token(subscription.id()), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return "mailto:" + settings.unsubscribe() + "?subject=" + subject;
    }

    private static Severity worst(Letter letter) {
        return letter.items().stream()
                .map(NewsItem::severity)
                .max(Severity::compareTo)
                .orElse(Severity.LOW);
    }

    /** RFC 5322, 3.3: days and months are English in every mail. */
    private static String date(Letter letter) {
        ZoneId zone = letter.subscription().zone();
        return DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                .format(letter.at().atZone(zone));
    }

    /** Letters, digits and {@code . - _} only, at most 60. */
    private static String token(String text) {
        return text.chars()
                .limit(60)
                .mapToObj(c -> c < 0x7f && (Character.isLetterOrDigit(c) || ".-_".indexOf(c) >= 0) ? c : '_')
                .map(c -> String.valueOf((char) (int) c))
                .collect(Collectors.joining());
    }

    private static void header(StringBuilder message, String name, String value) {
        message.append(name).append(": ").append(value).append("\r\n");
    }

    private static void part(StringBuilder message, String boundary, String type, String body) {
        BodyEncoding encoding = BodyEncoding.of(body);
        message.append("--").append(boundary).append("\r\n");
        header(message, "Content-Type", type + "; charset=UTF-8");
        header(message, "Content-Transfer-Encoding", encoding.name());
        message.append("\r\n").append(encoding.lines()).append("\r\n");
    }
}
