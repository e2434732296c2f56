package org.wirewatch.job.stream;

import java.util.List;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Article;

/** An article and the topics it mentions, none for most. */
public record MatchedArticle(Article article, List<Alert> alerts) {

    public MatchedArticle {
        alerts = List.copyOf(alerts);
    }
}
