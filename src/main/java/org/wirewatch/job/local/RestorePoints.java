package org.wirewatch.job.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints and savepoints of earlier runs in a folder: {@code <job id>/chk-N/} and {@code stop/savepoint-*}.
 *
 * <p>A point is whole exactly when it has its {@code _metadata}, which Flink writes beside and renames last: a process
 * that was killed in the middle leaves a {@code chk-N} folder without it.
 */
final class RestorePoints {

    private static final String METADATA = "_metadata";
    static final String STOP = "stop";

    private final Path folder;

    /** @param folder checkpoints of all runs; need not exist */
    RestorePoints(Path folder) {
        this.folder = folder;
    }

    /** The points, the newest first. */
    List<Path> newestFirst() throws IOException {
        record Point(Path path, FileTime written) {}
        List<Point> points = new ArrayList<>();
        for (Path run : children(folder)) {
            for (Path candidate : children(run)) {
                Path metadata = candidate.resolve(METADATA);
                if (Files.isRegularFile(metadata)) {
                    points.add(new Point(candidate, Files.getLastModifiedTime(metadata)));
                }
            }
        }
        return points.stream()
                .sorted(Comparator.comparing(Point::written).reversed())
                .map(Point::path)
                .toList();
    }

    Optional<Path> newest() throws IOException {
        return newestFirst().stream().findFirst();
    }

    /**
     * Deletes the other runs' folders once the running job has two whole checkpoints of its own; earlier it might still
     * have to start from them again.
     *
     * @return whether they were deleted
     */
    boolean pruneOlderThan(String runningJobId) throws IOException {
        long whole = 0;
        for (Path candidate : children(folder.resolve(runningJobId))) {
            whole += Files.isRegularFile(candidate.resolve(METADATA)) ? 1 : 0;
        }
        if (whole < 2) {
            return false;
        }
        for (Path run : children(folder)) {
            if (!run.getFileName().toString().equals(runningJobId)) {
                delete(run);
            }
        }
        return true;
    }

    private static List<Path> children(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(parent)) {
            return list.filter(Files::isDirectory).toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path directory, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
