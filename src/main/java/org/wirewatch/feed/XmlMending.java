package org.wirewatch.feed;

/** First version of the repair step: what can be mended without reading the markup. */
final class XmlMending {

    private XmlMending() {}

    static String mend(String text, Repairs repairs) {
        int start = text.indexOf('<');
        if (start > 0) {
            repairs.add(Repair.TEXT_BEFORE_PROLOG);
        }
        StringBuilder mended = new StringBuilder(text.length());
        for (int i = Math.max(0, start); i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' || c == '\t' || c == '\n' || c == '\r') {
                mended.append(c);
            } else {
                repairs.add(Repair.CONTROL_CHARACTER);
            }
        }
        return mended.toString();
    }
}
