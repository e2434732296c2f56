package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A Kibana query as Elasticsearch is asked it. */
final class KqlSearch {

    private static final Map<String, String> RANGES = Map.of("<", "lt", "<=", "lte", ">", "gt", ">=", "gte");

    private KqlSearch() {}

    static ObjectNode of(Kql.Clause clause) {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        if (clause instanceof Kql.Both both) {
            parts(query.putObject("bool").putArray("filter"), both.parts());
        } else if (clause instanceof Kql.Either either) {
            parts(query.putObject("bool").put("minimum_should_match", 1).putArray("should"), either.parts());
        } else if (clause instanceof Kql.Not not) {
            query.putObject("bool").set("must_not", of(not.part()));
        } else if (clause instanceof Kql.Compare compare) {
            query.putObject("range").putObject(compare.field()).put(RANGES.get(compare.operator()), compare.value());
        } else if (clause instanceof Kql.Equal equal) {
            equal(query, equal);
        } else {
            query.putObject("match_all");
        }
        return query;
    }

    private static void parts(ArrayNode list, List<Kql.Clause> parts) {
        parts.forEach(part -> list.add(of(part)));
    }

    private static void equal(ObjectNode query, Kql.Equal equal) {
        if (equal.field() == null) {
            query.putObject("multi_match")
                    .put("type", equal.quoted() ? "phrase" : "best_fields")
                    .put("query", equal.value())
                    .put("lenient", true);
        } else if (equal.isExists()) {
            query.putObject("exists").put("field", equal.field());
        } else if (equal.hasWildcard()) {
            ObjectNode words = query.putObject("query_string");
            words.putArray("fields").add(equal.field());
            words.put("query", equal.value().replaceAll("([:\\-/])", "\\\\$1"));
        } else {
            query.putObject(equal.quoted() ? "match_phrase" : "match").put(equal.field(), equal.value());
        }
    }
}
