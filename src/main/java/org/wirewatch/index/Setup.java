package org.wirewatch.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a server must know before documents come. A template reaches only indices that are made after it, so fields that
 * a new version adds are also put into the indices that exist.
 */
public final class Setup {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> EXISTING =
            Map.of("ignore_unavailable", "true", "allow_no_indices", "true", "expand_wildcards", "open,closed");
    /** What servers answer that do not have a thing, or a whole API. */
    private static final Set<Integer> NO_SUCH_THING = Set.of(400, 404, 405);

    private static final int LONGEST_MONTH = 31;
    private static final String RUN_SETUP = "Run \"wirewatch setup\"";

    private final ElasticsearchSettings settings;
    private final Rest rest;
    private final Templates templates;
    private final List<String> done = new ArrayList<>();
    private final List<SetupReport.Gap> gaps = new ArrayList<>();

    private Setup(Elasticsearch elasticsearch) {
        this.settings = elasticsearch.settings();
        this.rest = elasticsearch.rest();
        this.templates = new Templates(settings.prefix());
    }

    /**
     * Puts templates, the lifecycle policy where the server has lifecycles, and added fields; doing it again changes
     * nothing. Waits for the server.
     */
    public static Answer<SetupReport> install(Elasticsearch elasticsearch) {
        return Answer.of(new Setup(elasticsearch)::install);
    }

    /** Says what {@link #install} would have to do, and what it cannot. Changes nothing. Waits for the server. */
    public static Answer<SetupReport> check(Elasticsearch elasticsearch) {
        return Answer.of(new Setup(elasticsearch)::check);
    }

    /**
     * Makes the indices of a moment's month that do not exist yet, empty: a dashboard that is opened before the first
     * document says then that there is nothing, not that it does not know the fields. Waits for the server.
     */
    public static Answer<SetupReport> createIndices(Elasticsearch elasticsearch, Instant at) {
        return Answer.of(() -> new Setup(elasticsearch).createIndices(at));
    }

    private SetupReport createIndices(Instant at) throws UnansweredException {
        for (Kind kind : Kind.values()) {
            String index = kind.index(settings.prefix(), at);
            if (rest.find('/' + index, NO_SUCH_THING).isEmpty()) {
                rest.put('/' + index, JSON.createObjectNode());
                done.add("index " + index + ": made");
            }
        }
        return new SetupReport(done, gaps);
    }

    private SetupReport install() throws UnansweredException {
        putLifecycle();
        for (Kind kind : Kind.values()) {
            put("_component_template", templates.mappingsName(kind), templates.mappings(kind));
            put("_index_template", kind.name(settings.prefix()), templates.index(kind));
            for (Existing existing : existing(kind)) {
                mend(existing);
            }
        }
        return new SetupReport(done, gaps);
    }

    private SetupReport check() throws UnansweredException {
        for (Kind kind : Kind.values()) {
            checkTemplate(kind);
            for (Existing existing : existing(kind)) {
                compare(existing);
            }
        }
        return new SetupReport(done, gaps);
    }

    private void putLifecycle() throws UnansweredException {
        if (rest.find("/_ilm/policy", NO_SUCH_THING).isEmpty()) {
            done.add("lifecycle: this server has none; \"wirewatch prune\" drops old months");
            return;
        }
        // Counted from the making of an index, that is from about its month's begin.
        String age = settings.retention().plusDays(LONGEST_MONTH).toDays() + "d";
        ObjectNode policy = JSON.createObjectNode();
        policy.withObject("/policy/phases/delete")
                .put("min_age", age)
                .putObject("actions")
                .putObject("delete");
        put("_ilm/policy", settings.prefix(), policy);
        ObjectNode component = JSON.createObjectNode();
        component.withObject("/template/settings").put("index.lifecycle.name", settings.prefix());
        put("_component_template", templates.lifecycleName(), component);
    }

    private void put(String what, String name, JsonNode body) throws UnansweredException {
        rest.put('/' + what + '/' + name, body);
        done.add(what.substring(1).replace('_', ' ').replace('/', ' ') + ' ' + name + ": put");
    }

    /** The job's credentials may not be allowed to read templates; then the indices that exist must do. */
    private void checkTemplate(Kind kind) throws UnansweredException {
        String name = kind.name(settings.prefix());
        try {
            Optional<JsonNode> index = rest.find("/_index_template/" + name, NO_SUCH_THING);
            Optional<JsonNode> mappings =
                    rest.find("/_component_template/" + templates.mappingsName(kind), NO_SUCH_THING);
            if (index.isEmpty() || mappings.isEmpty()) {
                gaps.add(new SetupReport.Gap(
                        "the index template " + name + " is missing: the server would guess the types of fields",
                        RUN_SETUP));
                return;
            }
            JsonNode fields =
                    mappings.get().at("/component_templates/0/component_template/template/mappings/properties");
            MappingDifference difference = MappingDifference.between(templates.fields(kind), fields);
            if (!difference.isEmpty()) {
                gaps.add(new SetupReport.Gap(
                        "the index template " + name + " is of another version: " + difference.words(), RUN_SETUP));
            }
            done.add("template " + name + ": compared");
        } catch (UnansweredException e) {
            if (!e.isDenied()) {
                throw e;
            }
            done.add("template " + name + ": not compared, our credentials may not read it");
        }
    }

    private List<Existing> existing(Kind kind) throws UnansweredException {
        JsonNode indices = rest.get('/' + kind.pattern(settings.prefix()) + "/_mapping", EXISTING);
        return indices.properties().stream()
                .filter(index -> !kind.monthly()
                        || kind.month(settings.prefix(), index.getKey()).isPresent())
                .map(index ->
                        new Existing(kind, index.getKey(), index.getValue().path("mappings")))
                .toList();
    }

    private record Existing(Kind kind, String index, JsonNode mapping) {

        boolean isStrict() {
            return mapping.path("dynamic").asText().equals("strict");
        }
    }

    private void mend(Existing existing) throws UnansweredException {
        MappingDifference difference = difference(existing);
        gaps.addAll(wrongTypes(existing, difference));
        if (difference.missingNames().isEmpty() && existing.isStrict()) {
            return;
        }
        ObjectNode mapping = JSON.createObjectNode().put("dynamic", "strict");
        mapping.set("properties", difference.missing());
        rest.put('/' + existing.index() + "/_mapping", mapping);
        if (!existing.isStrict()) {
            done.add("index " + existing.index() + ": made strict");
        }
        if (!difference.missingNames().isEmpty()) {
            done.add("index " + existing.index() + ": added " + String.join(", ", difference.missingNames()));
        }
    }

    private void compare(Existing existing) {
        MappingDifference difference = difference(existing);
        if (!existing.isStrict()) {
            gaps.add(new SetupReport.Gap(
                    "the index " + existing.index() + " was made without its template and guesses types", RUN_SETUP));
        }
        if (!difference.missingNames().isEmpty()) {
            gaps.add(new SetupReport.Gap(
                    "the index " + existing.index() + " lacks " + String.join(", ", difference.missingNames()),
                    RUN_SETUP));
        }
        gaps.addAll(wrongTypes(existing, difference));
        done.add("index " + existing.index() + ": compared");
    }

    private MappingDifference difference(Existing existing) {
        return MappingDifference.between(
                templates.fields(existing.kind()), existing.mapping().path("properties"));
    }

    private static List<SetupReport.Gap> wrongTypes(Existing existing, MappingDifference difference) {
        return difference.wrongTypes().stream()
                .map(wrong -> new SetupReport.Gap(
                        "in the index " + existing.index() + ", " + wrong,
                        "The type of a field cannot be changed in an index: copy it into one that the template makes,"
                                + " or delete it"))
                .toList();
    }
}
