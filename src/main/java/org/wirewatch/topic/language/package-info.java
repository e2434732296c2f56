/**
 * What a text is made of, language by language: words with their places, what a word is reduced to before it is
 * compared, sentences and paragraphs.
 *
 * <p>Lucene's ready analyzers were not taken: they drop stop words ({@code sentence(the alliance)} would never match),
 * keep soft hyphens, and hide the written form that exact and case-sensitive terms ask for. Their tokenizer and stemmers
 * are used in a chain of our own, in two steps:
 *
 * <ol>
 *   <li>{@link org.wirewatch.topic.language.Words} holds the places of a text's words as
 *       {@code StandardTokenizer} finds them, trimmed of what is no part of the name: NATO's, l'OTAN, NATO'ya. Dashes
 *       and emoji take no place, so that "S-400", "S 400" and "S‑400" are the same two words.
 *   <li>{@link org.wirewatch.topic.language.Morphology} reduces one word: cleaned (NFC, no soft hyphens, one apostrophe,
 *       no Latin letters that hide in a Cyrillic word), folded (lower case, no diacritics), stemmed. It looks at nothing
 *       but the word, so that the result can be remembered: a text costs one look-up a word.
 * </ol>
 *
 * <p>Stemmers were chosen by how many forms meet their lemma on short lists: Porter for English, Snowball for Russian,
 * French, Spanish and Turkish, the light stemmer for German, the morfologik dictionaries for Polish and Ukrainian (there
 * a word may have several lemmas; it is compared by all of them). Any further language that Lucene has a stemmer for works by
 * its code; other languages are compared by the folded word.
 */
@NullMarked
package org.wirewatch.topic.language;

import org.jspecify.annotations.NullMarked;
