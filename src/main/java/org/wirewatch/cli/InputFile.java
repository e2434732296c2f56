package org.wirewatch.cli;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file that is named on the command line; one that ends in {@code .gz} is read as gzip, and {@code -} is what another
 * command pipes into this one.
 */
record InputFile(Path path) {

    private static final String GZIP = ".gz";
    private static final Path PIPE = Path.of("-");

    /** The file's name without its endings: {@code pages/a.html.gz} is {@code a}. */
    String id() {
        Path fileName = path.getFileName();
        String name = fileName == null ? path.toString() : fileName.toString();
        String unpacked = isGzip() ? name.substring(0, name.length() - GZIP.length()) : name;
        int dot = unpacked.lastIndexOf('.');
        return dot > 0 ? unpacked.substring(0, dot) : unpacked;
    }

    /** The file's content as a stream, unpacked. */
    InputStream open() throws UnreadableException {
        InputStream file = null;
        try {
            file = new BufferedInputStream(
                    path.equals(PIPE) ? new FileInputStream(FileDescriptor.in) : Files.newInputStream(path));
            return isGzip() ? new GZIPInputStream(file, 1 << 16) : file;
        } catch (IOException e) {
            close(file, e);
            throw unreadable(e);
        }
    }

    private static void close(@Nullable InputStream file, IOException cause) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** What a read gave: at most so many bytes, and whether there were more. */
    record Content(byte[] bytes, boolean truncated) {}

    Content read(int maxBytes) throws UnreadableException {
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes(maxBytes);
            return new Content(bytes, bytes.length == maxBytes && in.read() >= 0);
        } catch (UnreadableException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The same failure in words for the person who named the file. */
    UnreadableException unreadable(IOException thrown) {
        return new UnreadableException(explain(thrown), thrown);
    }

    private String explain(IOException thrown) {
        if (thrown instanceof NoSuchFileException) {
            return path + " does not exist";
        }
        if (thrown instanceof AccessDeniedException) {
            return path + " may not be read by this user";
        }
        if (Files.isDirectory(path)) {
            return path + " is a folder; name the files in it";
        }
        if (isGzip() && (thrown instanceof ZipException || thrown instanceof EOFException)) {
            return path + " is not a whole gzip file: " + thrown.getMessage();
        }
        return path + " cannot be read: " + thrown.getMessage();
    }

    private boolean isGzip() {
        return path.toString().endsWith(GZIP);
    }
}
