package org.wirewatch.feed;

import java.time.Instant;
import org.wirewatch.model.Precision;

/** A date of a feed as an instant, and how precisely it was given. */
record FeedDate(Instant instant, Precision precision) {}
