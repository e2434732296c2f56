package org.wirewatch.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes an XML document into memory, one element a call. Names carry their prefix; the root declares them. */
final class Xml {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter out;

    /** Starts a document with its root element, which {@link #end()} without an open element ends. */
    Xml(String root, Map<String, String> attributes) {
        try {
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
        start(root, attributes);
    }

    Xml start(String name, Map<String, String> attributes) {
        try {
            out.writeCharacters("\n");
            out.writeStartElement(name);
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                out.writeAttribute(attribute.getKey(), attribute.getValue());
            }
            return this;
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
    }

    Xml start(String name) {
        return start(name, Map.of());
    }

    Xml end() {
        try {
            out.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
    }

    Xml text(String name, String text) {
        return text(name, Map.of(), text);
    }

    Xml text(String name, Map<String, String> attributes, String text) {
        start(name, attributes);
        try {
            out.writeCharacters(text);
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
        return end();
    }

    Xml empty(String name, Map<String, String> attributes) {
        return start(name, attributes).end();
    }

    /** Ends the root and the document. */
    byte[] done() {
        try {
            out.writeEndDocument();
            out.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
    }

    private static IllegalStateException inMemory(XMLStreamException e) {
        return new IllegalStateException("writing XML into memory failed", e);
    }
}
