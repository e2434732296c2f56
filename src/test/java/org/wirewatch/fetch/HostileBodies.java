package org.wirewatch.fetch;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Fetches many hostile bodies at once, in a process of its own with little memory, and prints how they ended: one line
 * {@code kind count} a kind. Arguments: how many at once, then the URLs to take by turns.
 */
final class HostileBodies {

    private HostileBodies() {}

    public static void main(String[] args) {
        int atOnce = Integer.parseInt(args[0]);
        List<String> urls = List.of(args).subList(1, args.length);
        HttpSettings settings = HttpSettings.defaults().withAllowNetworks(List.of("127.0.0.0/8"));
        try (Fetcher fetcher = new Fetcher(settings, InstantSource.system())) {
            List<CompletableFuture<String>> running = IntStream.range(0, atOnce)
                    .mapToObj(i -> urls.get(i % urls.size()))
                    // What is kept of a page here is its kind: whoever keeps whole pages bounds them himself.
                    .map(url -> fetcher.fetch(FetchRequest.page(url, null)).thenApply(HostileBodies::kind))
                    .toList();
            Map<String, Long> kinds = running.stream()
                    .map(CompletableFuture::join)
                    .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
            kinds.forEach((kind, count) -> System.out.println(kind + ' ' + count));
        }
    }

    private static String kind(FetchOutcome outcome) {
        return outcome.match(
                fetched -> fetched.cut() == null ? "whole" : fetched.cut().kind(),
                notModified -> "not-modified",
                failed -> failed.problem().kind());
    }
}
