package org.wirewatch.topic.match;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which set a name means where it is written. */
public interface Names {

    /** Where there are no sets. */
    Names NONE = new Names() {
        @Override
        public Optional<String> key(String name) {
            return Optional.empty();
        }

        @Override
        public Collection<String> known() {
            return List.of();
        }
    };

    /** The key of the set; nothing when there is none. */
    Optional<String> key(String name);

    /** All names that mean something here, for suggestions. */
    Collection<String> known();
}
