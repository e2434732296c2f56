/**
 * From the bytes of a page to an article: body text, title, authors, dates, language, addresses.
 *
 * <p>The way of a page through this package:
 *
 * <ol>
 *   <li>{@link org.wirewatch.article.PageCleaner} cuts scripts, styles, comments and unread attributes out of the bytes, and
 *       {@link org.wirewatch.article.PageDecoder} finds the charset that the rest is really in;
 *   <li>{@link org.wirewatch.article.OutlineBuilder} walks the parsed page once and lays it out as {@link
 *       org.wirewatch.article.Outline}: <em>blocks</em> (runs of text between two block boundaries) inside <em>boxes</em>
 *       (block elements, in document order, each with its totals), and beside them the {@link
 *       org.wirewatch.article.Declarations} of the page's head. The DOM is never changed and never searched again;
 *   <li>{@link org.wirewatch.article.Candidates} scores the boxes that may hold the main text;
 *   <li>{@link org.wirewatch.article.BlockFeatures} describes every block in numbers, its place to the best candidate and to
 *       what JSON-LD declares among them, and {@link org.wirewatch.article.Forest} turns them into a probability. The model
 *       is {@code block-model.txt}; {@code TrainBlockModel} in the tests trains it;
 *   <li>{@link org.wirewatch.article.BodySelection} keeps the likely blocks and mends what single blocks cannot know: whole
 *       tables and quoted posts, a second article on the page. Pages without text in their markup are read from JSON-LD or by
 *       {@link org.wirewatch.article.StateText} from their scripts' data;
 *   <li>{@link org.wirewatch.article.Barriers} recognises what stands in for an article: walls and soft 404s;
 *   <li>{@link org.wirewatch.article.Headline}, {@link org.wirewatch.article.Bylines}, {@link
 *       org.wirewatch.article.Dates}, {@link org.wirewatch.article.TextLanguage} and {@link
 *       org.wirewatch.article.Addresses} read the metadata, each in a stated order of trust.
 * </ol>
 *
 * <p>{@link org.wirewatch.article.PageHints} reads the head alone, for whoever fetches: refresh, AMP page, noindex.
 *
 * <p>{@link org.wirewatch.article.Explanation} shows all of that for one page. Figures, and how to get them, are in the
 * README.md beside this file.
 *
 * <p>Nothing here throws because of a page, recurses along its depth, or depends on the machine's locale, time zone or
 * clock: the same bytes give the same article.
 */
@NullMarked
package org.wirewatch.article;

import org.jspecify.annotations.NullMarked;
