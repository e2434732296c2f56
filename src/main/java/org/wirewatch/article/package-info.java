/**
 * From the bytes of a page to an article: body text, title, authors, dates, language, addresses.
 *
 * <p>The way of a page through this package:
 *
 * <ol>
 *   <li>{@link org.wirewatch.article.PageDecoder} finds the charset that the bytes are really in;
 *   <li>{@link org.wirewatch.article.OutlineBuilder} walks the parsed page once and lays it out as {@link
 *       org.wirewatch.article.Outline}: <em>blocks</em> (runs of text between two block boundaries) inside <em>boxes</em>
 *       (block elements, in document order, each with its totals), and beside them the {@link
 *       org.wirewatch.article.Declarations} of the page's head. The DOM is never changed and never searched again, which
 *       is what keeps extraction near the cost of parsing;
 *   <li>{@link org.wirewatch.article.Candidates} scores the boxes that may hold the main text;
 *   <li>{@link org.wirewatch.article.BodySelection} decides block by block what belongs to the body;
 *   <li>{@link org.wirewatch.article.Headline}, {@link org.wirewatch.article.Bylines}, {@link
 *       org.wirewatch.article.Dates}, {@link org.wirewatch.article.Languages} and {@link
 *       org.wirewatch.article.Addresses} read the metadata, each in a stated order of trust.
 * </ol>
 *
 * <p>Nothing here throws because of a page, recurses along its depth, or depends on the machine's locale, time zone or
 * clock: the same bytes give the same article.
 */
@NullMarked
package org.wirewatch.article;

import org.jspecify.annotations.NullMarked;
