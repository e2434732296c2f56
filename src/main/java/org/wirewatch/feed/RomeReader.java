package org.wirewatch.feed;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/**
 * Has ROME read a tree. ROME gives a feed or an exception, and at times an exception of which it does not speak; one odd
 * entry must not cost the others, so then the entries are given to it one by one.
 */
final class RomeReader {

    private final WireFeedInput input = new WireFeedInput(false, Locale.ROOT);
    private final Repairs repairs;

    RomeReader(Repairs repairs) {
        this.repairs = repairs;
    }

    /**
     * ROME's beans.
     *
     * @param feed the feed itself
     * @param entries in the document's order, null for one that ROME refuses
     */
    record Beans<F, E>(F feed, List<@Nullable E> entries) {}

    /**
     * @param parent the element around the entries
     * @param entries the elements that ROME will read as entries
     * @param beans takes the entries out of what ROME gives
     * @throws FeedException when ROME refuses even the feed without its entries
     */
    <F extends WireFeed, E> Beans<F, E> read(
            Document document, Element parent, List<Element> entries, Class<F> type, Function<F, List<E>> beans)
            throws FeedException {
        try {
            F feed = type.cast(input.build(document));
            List<@Nullable E> found = new ArrayList<>(beans.apply(feed));
            if (found.size() == entries.size()) {
                return new Beans<>(feed, found);
            }
        } catch (FeedException | RuntimeException oneByOne) {
            repairs.add(Repair.UNUSUAL_STRUCTURE);
        }
        return oneByOne(document, parent, entries, type, beans);
    }

    private <F extends WireFeed, E> Beans<F, E> oneByOne(
            Document document, Element parent, List<Element> entries, Class<F> type, Function<F, List<E>> beans)
            throws FeedException {
        entries.forEach(Element::detach);
        F feed;
        try {
            feed = type.cast(input.build(document));
        } catch (RuntimeException refused) {
            throw new FeedException("ROME fails with " + refused, refused);
        }
        List<@Nullable E> found = new ArrayList<>(entries.size());
        for (Element entry : entries) {
            parent.addContent(entry);
            found.add(one(document, type, beans));
            entry.detach();
        }
        return new Beans<>(feed, found);
    }

    private <F extends WireFeed, E> @Nullable E one(Document document, Class<F> type, Function<F, List<E>> beans) {
        try {
            List<E> single = beans.apply(type.cast(input.build(document)));
            return single.size() == 1 ? single.get(0) : null;
        } catch (FeedException | RuntimeException refused) {
            repairs.add(Repair.UNUSUAL_STRUCTURE);
            return null;
        }
    }
}
