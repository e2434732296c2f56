package org.wirewatch.config;

/**
 * One mistake in a configuration file.
 *
 * @param place where
 * @param message what is wrong, with the value and the limit; a phrase without full stop
 * @param advice what to write instead; a sentence without full stop
 */
public record ConfigError(Place place, String message, String advice) {

    @Override
    public String toString() {
        return place + ": " + message + ". " + advice;
    }
}
