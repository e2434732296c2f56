package org.wirewatch.index.kibana;

/** A topic that dashboards have a colour for. */
public record ShownTopic(String id, String title) {}
