/**
 * Reads configuration: how, not what. Each package owns the schema of its part and reads it from a {@link
 * org.wirewatch.config.Section}.
 *
 * <pre>{@code
 * ConfigErrors errors = new ConfigErrors();
 * Section root = Yaml.read("wirewatch.yaml", text, errors);
 * Section http = root.section("http");
 * Duration deadline = http.duration("deadline", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(5));
 * root.done();                // keys that nobody asked for are errors, with the nearest one that somebody did
 * errors.throwIfAny();        // all of them at once, each with file, line, column and what to do
 * }</pre>
 *
 * <p>Reading never stops at a mistake: an accessor adds what is wrong to the errors and gives its fallback, so that one
 * run shows everything. Values carry their unit in the text ("5s", "16MB"), and the plain words of YAML 1.1 are no
 * trap: {@code country: NO} is Norway. Secrets are references, {@code ${NAME}} or {@code ${file:/path}}; they are
 * looked up when used and never printed.
 *
 * <p>Start at {@link org.wirewatch.config.Yaml}, then {@link org.wirewatch.config.Section}. Parsing is snakeyaml-engine's
 * (YAML 1.2); this package adds the positions inside values ({@link org.wirewatch.config.Located}) and the bounds on
 * size, depth and aliases.
 */
@NullMarked
package org.wirewatch.config;

import org.jspecify.annotations.NullMarked;
