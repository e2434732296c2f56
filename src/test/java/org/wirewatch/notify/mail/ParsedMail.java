package org.wirewatch.notify.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A message as Apache James reads it, which refuses what is not as the standards want it. */
record ParsedMail(Map<String, List<String>> headers, Message message, String text, String html) {

    static ParsedMail of(byte[] bytes) throws IOException {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.custom()
                .setStrictParsing(true)
                .setMaxLineLen(1_000)
                .setMaxHeaderLen(10_000)
                .build());
        Message message = builder.parseMessage(new ByteArrayInputStream(bytes));
        List<Entity> parts = ((Multipart) message.getBody()).getBodyParts();
        Map<String, List<String>> headers = new TreeMap<>(message.getHeader().getFields().stream()
                .collect(Collectors.groupingBy(
                        field -> field.getName(), Collectors.mapping(field -> field.getBody(), Collectors.toList()))));
        return new ParsedMail(headers, message, text(parts.get(0)), text(parts.get(1)));
    }

    /** The one value of a header. */
    String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.size() != 1) {
            throw new AssertionError(name + " is there " + values.size() + " times: " + headers);
        }
        return values.get(0).replaceAll("\\s+", " ").strip();
    }

    Document document() {
        return Jsoup.parse(html);
    }

    private static String text(Entity part) throws IOException {
        StringWriter text = new StringWriter();
        try (Reader reader = ((TextBody) part.getBody()).getReader()) {
            reader.transferTo(text);
        }
        return text.toString();
    }
}
