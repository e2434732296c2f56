package org.wirewatch.cli;

import java.nio.file.Path;
import org.wirewatch.article.SiteRules;
import org.wirewatch.config.ConfigErrors;

/** {@code sites.yaml} of a configuration folder; a folder without one has no rules. */
final class SitesFile {

    private SitesFile() {}

    /** @throws FailedException with every mistake in it */
    static SiteRules read(Path config) throws FailedException {
        ConfigErrors errors = new ConfigErrors();
        SiteRules rules = SiteRules.load(config, errors);
        if (!errors.isEmpty()) {
            throw FailedException.wrongConfig(errors.list());
        }
        return rules;
    }
}
