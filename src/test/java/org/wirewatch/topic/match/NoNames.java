package org.wirewatch.topic.match;

import java.util.List;
import java.util.Optional;

/** For queries without sets. */
final class NoNames implements Names {

    @Override
    public Optional<String> key(String name) {
        return Optional.empty();
    }

    @Override
    public List<String> known() {
        return List.of();
    }
}
