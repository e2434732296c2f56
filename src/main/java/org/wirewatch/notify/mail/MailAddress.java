package org.wirewatch.notify.mail;

import java.util.regex.Pattern;

/**
 * What is an e-mail address here: the part of RFC 5321 that is in use. No quoted local parts, no address literals, ASCII
 * only; a domain in other letters is written in its ASCII form (xn--…).
 */
public final class MailAddress {

    /** RFC 5321, 4.5.3.1: 64 before the at sign, 254 for what stands between the angle brackets of a path. */
    private static final int MAX_CHARS = 254;

    private static final Pattern ADDRESS = Pattern.compile("(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
            + "(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
            + "@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    private MailAddress() {}

    public static boolean isValid(String text) {
        return text.length() <= MAX_CHARS && ADDRESS.matcher(text).matches();
    }
}
