package org.wirewatch.index.kibana;

import org.wirewatch.index.kibana.SavedObject.Reference;

/**
 * Ids of our objects. They never change, so that an import overwrites what an older version brought, and they begin with
 * the prefix of our indices, so that they are nobody else's and two Wirewatches share a Kibana.
 */
record Names(String prefix) {

    String view(String word) {
        return prefix + "-" + word;
    }

    String search(String word) {
        return prefix + "-search-" + word;
    }

    String dashboard(String word) {
        return prefix + "-dashboard-" + word;
    }

    String links() {
        return prefix + "-links";
    }

    String tag() {
        return prefix + "-tag";
    }

    Reference tagReference() {
        return new Reference(ObjectType.TAG.word(), tag(), "tag-ref-" + tag());
    }
}
