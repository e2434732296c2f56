/**
 * What messages of every channel are written with: the words of the eight languages with their way to write times
 * ({@link org.wirewatch.notify.text.Words}), and texts from outside as harmless lines
 * ({@link org.wirewatch.notify.text.PlainLine}).
 */
@NullMarked
package org.wirewatch.notify.text;

import org.jspecify.annotations.NullMarked;
