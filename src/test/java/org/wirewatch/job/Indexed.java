package org.wirewatch.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What Elasticsearch holds under a prefix, asked over plain HTTP so that no code of ours stands between. */
public final class Indexed {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String url;
    private final String prefix;

    public Indexed(String url, String prefix) {
        this.url = url;
        this.prefix = prefix;
    }

    /** Ids of a kind's documents over all of its indices: a list, so that one that stands in two indices shows. */
    public List<String> ids(String kind) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        documents(kind).forEach(hit -> ids.add(hit.path("_id").asText()));
        return ids;
    }

    public Set<String> distinctIds(String kind) throws IOException, InterruptedException {
        return new TreeSet<>(ids(kind));
    }

    /** One field of each document, in the dotted notation that documents use. */
    public List<String> field(String kind, String field) throws IOException, InterruptedException {
        List<String> values = new ArrayList<>();
        documents(kind).forEach(hit -> values.add(value(hit, field)));
        return values;
    }

    /** Documents may hold a field as one dotted name or as objects in one another. */
    static String value(JsonNode hit, String field) {
        JsonNode source = hit.path("_source");
        return source.has(field)
                ? source.path(field).asText()
                : source.at("/" + field.replace('.', '/')).asText();
    }

    public JsonNode documents(String kind) throws IOException, InterruptedException {
        post("/" + prefix + "-" + kind + "*/_refresh", "");
        JsonNode answer = post("/" + prefix + "-" + kind + "*/_search", "{\"size\": 10000}");
        return answer.path("hits").path("hits");
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(path + " answers " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }
}
