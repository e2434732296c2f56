package org.wirewatch.config;

/**
 * The text of one file.
 *
 * @param file its name as the user knows it
 * @param text without byte order mark
 */
record Source(String file, String text) {}
