package org.wirewatch.topic.match;

import java.util.Collection;
import java.util.Optional;

/** Which set a name means where it is written. */
public interface Names {

    /** The key of the set; nothing when there is none. */
    Optional<String> key(String name);

    /** All names that mean something here, for suggestions. */
    Collection<String> known();
}
