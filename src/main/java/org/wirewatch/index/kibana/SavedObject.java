package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One object as Kibana keeps it.
 *
 * @param attributes what it is, in the shape of its type
 * @param references other objects that it names, each by a name that stands in the attributes
 */
public record SavedObject(String type, String id, ObjectNode attributes, List<Reference> references) {

    /** @param name by which the attributes speak of the other object */
    public record Reference(String type, String id, String name) {}

    public SavedObject {
        references = List.copyOf(references);
    }

    static SavedObject of(ObjectType type, String id, ObjectNode attributes, List<Reference> references) {
        return new SavedObject(type.word(), id, attributes, references);
    }

    /** What people call it. */
    public String title() {
        return attributes.path(attributes.has("name") ? "name" : "title").asText();
    }

    /** One line of an import file, without its end. */
    public String line() {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("id", id);
        line.put("type", type);
        line.set("attributes", attributes);
        ArrayNode all = line.putArray("references");
        for (Reference reference : references) {
            all.addObject()
                    .put("type", reference.type())
                    .put("id", reference.id())
                    .put("name", reference.name());
        }
        line.put("coreMigrationVersion", ObjectType.CORE_VERSION);
        ObjectType.of(type).flatMap(ObjectType::version).ifPresent(stamp -> line.put("typeMigrationVersion", stamp));
        return line.toString();
    }
}
