package org.wirewatch.index;

/** Some requests that together give a value. */
interface Question<T> {

    T ask() throws UnansweredException;
}
