/**
 * The language in which analysts write rules: a lexer and a recursive descent parser that keep the place of every token,
 * and the tree that they give.
 *
 * <pre>
 *   or       = and  { "or" and }
 *   and      = unary { "and" unary }
 *   unary    = "not" unary | primary
 *   primary  = field ":" primary | "(" or ")" | "(" or or ... ")@" N | function | word | phrase | "@" set
 *   function = name "(" [ number { "," number } "," ] argument { argument } ")"
 *   phrase   = '"' word { word } '"' [ "~" N ]
 *   word     = [ "=" | "==" ] letters, in which * and ? stand for any letters and for one
 * </pre>
 *
 * <p>Lucene's classic parser was tried first: it takes {@code titel:nato} and {@code (i?)} without a word, and where it
 * complains it does not say where. Here whatever would silently never match is an error with a place and a suggestion.
 * Errors are values ({@link org.wirewatch.topic.query.SyntaxError}), as the text comes from outside.
 *
 * <p>The parser knows nothing of languages and sets: whether a set exists and what a word is reduced to is decided in
 * {@code topic}, which compiles the tree.
 */
@NullMarked
package org.wirewatch.topic.query;

import org.jspecify.annotations.NullMarked;
