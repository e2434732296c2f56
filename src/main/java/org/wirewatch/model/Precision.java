package org.wirewatch.model;

/** How precisely the moment of publication is known. Latency is counted for {@link #SECOND} only. */
public enum Precision {
    /** The publisher stated a time of day and a zone (or the feed's configured zone completes it). */
    SECOND,
    /** Only the day is known; the instant is that day's start. */
    DAY,
    /** Inferred, for instance from a URL or from when the entry was first seen. */
    GUESSED
}
