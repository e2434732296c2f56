package org.wirewatch.notify.mail;

import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.text.PlainLine;
import org.wirewatch.notify.text.Words;

/**
 * Makes mails of letters. The same letter gives the same bytes, so that a mail made again after a restart is the same one.
 *
 * <p>A mail has less than {@link #MAX_BYTES} as it is sent, both parts and their encoding included: Gmail clips what is
 * above 102 kB, and with it the reasons and the way out at the end. A longer one leaves out items from the end, which is
 * where the least severe are, and counts them.
 *
 * <p>Thread-safe; never throws because of what is in a letter.
 */
public final class Rendering {

    /** Of a whole message. */
    public static final int MAX_BYTES = 100_000;

    private static final int MAX_SUBJECT = 200;

    /** Whose words are kept, so that not every mail reads a file. */
    private static final int MAX_LANGUAGES = 100;

    private final MailSettings settings;
    private final Envelope envelope;
    private final Look own;
    private final Look ours;
    private final Map<String, Words> spoken = new ConcurrentHashMap<>();

    private record Look(Template subject, Template text, Template html) {

        static Look of(Templates templates) {
            return new Look(
                    templates.compiled(Templates.SUBJECT),
                    templates.compiled(Templates.TEXT),
                    templates.compiled(Templates.HTML));
        }
    }

    /** @param templates checked, as {@link Templates#load} gives them */
    public Rendering(MailSettings settings, Templates templates) {
        this.settings = settings;
        envelope = new Envelope(settings);
        own = Look.of(templates);
        ours = Look.of(Templates.ours());
    }

    /** One mail, for the letter's recipient. */
    public RenderedMail render(Letter letter) {
        Words words = words(letter.subscription().language());
        try {
            RenderedMail mail = fitting(letter, words, own);
            if (mail.message().length < MAX_BYTES) {
                return mail;
            }
            return withOurs(letter, words, "it makes mails of " + mail.message().length + " bytes without any item");
        } catch (MustacheException e) {
            return withOurs(letter, words, String.valueOf(e.getMessage()));
        }
    }

    private Words words(String language) {
        if (spoken.size() > MAX_LANGUAGES) {
            spoken.clear();
        }
        return spoken.computeIfAbsent(language, Words::of);
    }

    private RenderedMail withOurs(Letter letter, Words words, String why) {
        RenderedMail mail = fitting(letter, words, ours);
        Problem problem = new Problem(
                Stage.NOTIFY,
                "mail-template",
                "file:" + Templates.FOLDER,
                null,
                "A template of yours cannot be used, so a mail was made with the one that comes with Wirewatch: "
                        + PlainLine.of(why, Verdict.MAX_WORDS),
                "Correct it; wirewatch notify --preview shows what it makes",
                1,
                letter.at());
        return new RenderedMail(
                mail.sender(),
                mail.recipient(),
                mail.subject(),
                mail.text(),
                mail.html(),
                mail.message(),
                mail.shown(),
                mail.more(),
                problem);
    }

    /** With as many items as fit; with none if nothing fits. */
    private RenderedMail fitting(Letter letter, Words words, Look look) {
        int all = Math.max(letter.items().size(), letter.outages().size());
        RenderedMail whole = with(all, letter, words, look);
        if (whole.message().length < MAX_BYTES) {
            return whole;
        }
        RenderedMail best = with(0, letter, words, look);
        int low = 1;
        int high = all - 1;
        while (low <= high) {
            int middle = (low + high) / 2;
            RenderedMail mail = with(middle, letter, words, look);
            if (mail.message().length < MAX_BYTES) {
                best = mail;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return best;
    }

    private RenderedMail with(int shown, Letter letter, Words words, Look look) {
        Map<String, Object> view = View.of(letter, words, settings, shown);
        String made = PlainLine.of(look.subject.execute(view), MAX_SUBJECT);
        String subject = made.isEmpty() ? String.valueOf(view.get("heading")) : made;
        String text = look.text.execute(view);
        String html = look.html.execute(view);
        return new RenderedMail(
                settings.from(),
                letter.recipient(),
                subject,
                text,
                html,
                envelope.message(letter, words, subject, text, html),
                Math.min(shown, letter.items().size()),
                letter.more() + Math.max(letter.items().size() - shown, 0),
                null);
    }
}
