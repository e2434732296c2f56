package org.wirewatch.feed;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Collects the repairs of one document, each once. */
final class Repairs {

    private final Set<Repair> made = EnumSet.noneOf(Repair.class);

    void add(Repair repair) {
        made.add(repair);
    }

    boolean contain(Repair repair) {
        return made.contains(repair);
    }

    List<String> words() {
        return made.stream().map(Repair::word).toList();
    }
}
