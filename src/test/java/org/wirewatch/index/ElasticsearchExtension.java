package org.wirewatch.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.wirewatch.demo.EmbeddedElasticsearch;
import org.wirewatch.demo.EmbeddedElasticsearchException;

/**
 * Gives tests a real Elasticsearch: {@code @ExtendWith(ElasticsearchExtension.class)} and a parameter {@link TestServer}
 * of the constructor or of a method. All classes of a test JVM share one server, and each has a prefix of its own, so
 * none sees another's indices.
 */
public final class ElasticsearchExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ElasticsearchExtension.class);

    /**
     * @param url where it answers
     * @param prefix of the test class's indices, lower case
     */
    public record TestServer(String url, String prefix) {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestServer.class;
    }

    @Override
    public TestServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Shared.class, key -> new Shared(), Shared.class);
        String prefix = context.getRequiredTestClass()
                .getName()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "-");
        return new TestServer(shared.server.url(), prefix);
    }

    /** Where the build has unpacked the distribution. */
    public static Path distribution() {
        return Path.of(System.getProperty("wirewatch.elasticsearch.home", "target/elasticsearch-8.19.21"));
    }

    private static final class Shared implements AutoCloseable {

        private final Path folder;
        private final EmbeddedElasticsearch server;

        Shared() {
            try {
                folder = Files.createTempDirectory("wirewatch-elasticsearch");
                server = EmbeddedElasticsearch.start(distribution(), folder, 0);
            } catch (IOException | EmbeddedElasticsearchException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
