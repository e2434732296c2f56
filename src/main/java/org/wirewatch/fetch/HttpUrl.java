package org.wirewatch.fetch;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An http(s) URL, read the way browsers read one (WHATWG URL): what publishers write works, and every spelling of a
 * host ends in one canonical form before anything is decided about it.
 *
 * <p>{@link java.net.URI} is of no use here: it refuses a blank, a bar or a Cyrillic letter, which links have. Two
 * differences from the standard are on purpose: internationalised names are mapped by IDNA 2003, which is what Java has,
 * and {@code ^} and {@code |} are escaped.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower case, in ASCII; an IPv6 address stands in brackets
 * @param port 1..65535, the scheme's own where none was written
 * @param path escaped, starts with a slash, has no dot segments
 * @param query escaped, without the question mark; null if there is none
 * @param fragment escaped, without the hash; null if there is none
 */
record HttpUrl(
        String scheme,
        String host,
        int port,
        String path,
        @Nullable String query,
        @Nullable String fragment) {

    /** Longer ones are refused: no server takes them, and they would be kept in state and indices. */
    static final int MAX_LENGTH = 8_192;

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final String ESCAPED_IN_PATH = "\"#<>?^`{|}";
    private static final String ESCAPED_IN_QUERY = "\"#<>'^`{|}";
    private static final Pattern FORBIDDEN_IN_HOST = Pattern.compile("[\\x00-\\x20\"#%/:<>?@\\[\\\\\\]^`{|}\\x7f]");

    /** What reading a text gave. */
    sealed interface Reading {

        <T> T match(
                Function<? super Read, ? extends T> onRead,
                Function<? super Forbidden, ? extends T> onForbidden,
                Function<? super Unreadable, ? extends T> onUnreadable);
    }

    /** A URL. */
    record Read(HttpUrl url) implements Reading {

        @Override
        public <T> T match(
                Function<? super Read, ? extends T> onRead,
                Function<? super Forbidden, ? extends T> onForbidden,
                Function<? super Unreadable, ? extends T> onUnreadable) {
            return onRead.apply(this);
        }
    }

    /** Readable, but of a kind that is never fetched. */
    record Forbidden(String reason) implements Reading {

        @Override
        public <T> T match(
                Function<? super Read, ? extends T> onRead,
                Function<? super Forbidden, ? extends T> onForbidden,
                Function<? super Unreadable, ? extends T> onUnreadable) {
            return onForbidden.apply(this);
        }
    }

    /** No URL. */
    record Unreadable(String reason) implements Reading {

        @Override
        public <T> T match(
                Function<? super Read, ? extends T> onRead,
                Function<? super Forbidden, ? extends T> onForbidden,
                Function<? super Unreadable, ? extends T> onUnreadable) {
            return onUnreadable.apply(this);
        }
    }

    /** Reads an absolute URL. */
    static Reading read(String text) {
        return read(text, null);
    }

    /** Reads a reference that stands in the document at this URL, such as a {@code Location}. */
    Reading resolve(String reference) {
        return read(reference, this);
    }

    /** The scheme's own port. */
    static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** What stands in the request line. */
    String target() {
        return query == null ? path : path + '?' + query;
    }

    /** Host and, where it is not the scheme's own, port. */
    String authority() {
        return port == defaultPort(scheme) ? host : host + ':' + port;
    }

    /** Scheme, host and port. */
    String origin() {
        return scheme + "://" + authority();
    }

    /** The whole URL but its fragment, as one writes it. */
    @Override
    public String toString() {
        return origin() + target();
    }

    private static Reading read(String text, @Nullable HttpUrl base) {
        if (text.length() > MAX_LENGTH) {
            return new Unreadable("it has " + text.length() + " characters, the limit is " + MAX_LENGTH);
        }
        String trimmed = trim(text);
        Matcher withScheme = SCHEME.matcher(trimmed);
        if (withScheme.matches()) {
            String scheme = withScheme.group(1).toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return new Forbidden("its scheme is " + scheme + ", only http and https are fetched");
            }
            return readAuthority(scheme, skipSlashes(withScheme.group(2)));
        }
        if (base == null) {
            return new Unreadable("it has no scheme");
        }
        if (trimmed.length() >= 2 && isSlash(trimmed.charAt(0)) && isSlash(trimmed.charAt(1))) {
            return readAuthority(base.scheme, skipSlashes(trimmed));
        }
        return new Read(base.relative(trimmed));
    }

    private HttpUrl relative(String reference) {
        Parts parts = Parts.split(reference);
        if (parts.path.isEmpty()) {
            String newQuery = parts.query == null ? query : escape(parts.query, ESCAPED_IN_QUERY);
            return new HttpUrl(scheme, host, port, path, newQuery, parts.escapedFragment());
        }
        String whole =
                isSlash(parts.path.charAt(0)) ? parts.path : path.substring(0, path.lastIndexOf('/') + 1) + parts.path;
        return new HttpUrl(scheme, host, port, cleanPath(whole), parts.escapedQuery(), parts.escapedFragment());
    }

    private static Reading readAuthority(String scheme, String rest) {
        int end = 0;
        while (end < rest.length() && "/\\?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String authority = rest.substring(0, end);
        if (authority.indexOf('@') >= 0) {
            return new Forbidden("it carries user info before its host");
        }
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String portText = hasPort ? authority.substring(colon + 1) : "";
        if (!portText.matches("\\d{0,5}")) {
            return new Unreadable("its port is no number");
        }
        int port = portText.isEmpty() ? defaultPort(scheme) : Integer.parseInt(portText);
        if (port < 1 || port > 65_535) {
            return new Unreadable("its port " + port + " is not in 1..65535");
        }
        String host = canonicalHost(hasPort ? authority.substring(0, colon) : authority);
        if (host == null) {
            return new Unreadable("its host is no name and no address");
        }
        Parts parts = Parts.split(rest.substring(end));
        return new Read(
                new HttpUrl(scheme, host, port, cleanPath(parts.path), parts.escapedQuery(), parts.escapedFragment()));
    }

    private static @Nullable String canonicalHost(String written) {
        if (written.startsWith("[")) {
            if (!written.endsWith("]")) {
                return null;
            }
            return IpLiteral.parse(written.substring(1, written.length() - 1))
                    .filter(address -> written.indexOf(':') > 0)
                    .map(HttpUrl::literalHost)
                    .orElse(null);
        }
        String decoded = unescape(written);
        if (decoded == null) {
            return null;
        }
        String ascii;
        try {
            ascii = IDN.toASCII(decoded.replace("\u00ad", ""), IDN.ALLOW_UNASSIGNED)
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException | IndexOutOfBoundsException notAName) {
            // IDN throws the second one for some malformed names, such as a label of nothing but joiners.
            return null;
        }
        if (ascii.endsWith(".")) {
            ascii = ascii.substring(0, ascii.length() - 1);
        }
        if (ascii.isEmpty()
                || ascii.length() > 253
                || ascii.startsWith(".")
                || ascii.contains("..")
                || FORBIDDEN_IN_HOST.matcher(ascii).find()
                || !ascii.chars().allMatch(c -> c < 0x80)) {
            return null;
        }
        return IpLiteral.endsInNumber(ascii) ? IpLiteral.canonicalV4(ascii) : ascii;
    }

    private static String literalHost(InetAddress address) {
        return address instanceof Inet6Address ? '[' + address.getHostAddress() + ']' : address.getHostAddress();
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) <= ' ') {
            end--;
        }
        StringBuilder trimmed = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c != '\t' && c != '\n' && c != '\r') {
                trimmed.append(c);
            }
        }
        return trimmed.toString();
    }

    private static String skipSlashes(String text) {
        int start = 0;
        while (start < text.length() && isSlash(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }

    private static String cleanPath(String raw) {
        String[] segments = raw.replace('\\', '/').split("/", -1);
        List<String> kept = new ArrayList<>();
        int first = segments[0].isEmpty() ? 1 : 0;
        for (int i = first; i < segments.length; i++) {
            String dots = segments[i].toLowerCase(Locale.ROOT).replace("%2e", ".");
            boolean last = i == segments.length - 1;
            if (dots.equals("..") && !kept.isEmpty()) {
                kept.remove(kept.size() - 1);
            }
            if (!dots.equals(".") && !dots.equals("..")) {
                kept.add(escape(segments[i], ESCAPED_IN_PATH));
            } else if (last) {
                kept.add("");
            }
        }
        return '/' + String.join("/", kept);
    }

    private static String escape(String text, String also) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c > ' ' && c < 0x7f && also.indexOf(c) < 0) {
                escaped.append((char) c);
            } else {
                int valid = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c;
                for (byte b : Character.toString(valid).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append(String.format("%%%02X", b & 0xff));
                }
            }
        });
        return escaped.toString();
    }

    private static @Nullable String unescape(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                bytes[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[length++] = bytes[i];
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Arrays.copyOf(bytes, length)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    /** What follows the authority, as written. */
    private record Parts(
            String path, @Nullable String query, @Nullable String fragment) {

        static Parts split(String text) {
            int hash = text.indexOf('#');
            String fragment = hash < 0 ? null : text.substring(hash + 1);
            String before = hash < 0 ? text : text.substring(0, hash);
            int mark = before.indexOf('?');
            String query = mark < 0 ? null : before.substring(mark + 1);
            return new Parts(mark < 0 ? before : before.substring(0, mark), query, fragment);
        }

        @Nullable
        String escapedQuery() {
            return query == null ? null : escape(query, ESCAPED_IN_QUERY);
        }

        @Nullable
        String escapedFragment() {
            return fragment == null ? null : escape(fragment, "\"<>`");
        }
    }
}
