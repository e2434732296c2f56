package org.wirewatch.model;

import java.time.Instant;

/**
 * One observation for the health document.
 *
 * @param measure of what
 * @param value a number of things, of milliseconds, or a level; at least 0
 * @param source which subtask observed it: levels of different sources are added up
 * @param at when
 */
public record Tally(Measure measure, long value, int source, Instant at) {}
