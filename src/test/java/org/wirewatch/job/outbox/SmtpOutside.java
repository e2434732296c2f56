package org.wirewatch.job.outbox;

import java.time.Duration;
import java.time.InstantSource;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.notify.mail.MailSettings;
import org.wirewatch.notify.mail.Templates;

/** A real mail server, and a log in memory. */
record SmtpOutside(MailSettings mail, HeldOutside memory) implements Outside {

    @Override
    public Delivery open() {
        InstantSource clock = InstantSource.system();
        return new Delivery(
                new MailOutside.ServerPost(mail, Templates.ours(), HttpSettings.defaults(), clock),
                memory.log(),
                clock,
                new HeldOutside.SameThread());
    }

    @Override
    public Duration retryFor() {
        return mail.retryFor();
    }
}
