/**
 * The command line: parse, call, print.
 *
 * <p>{@link org.wirewatch.cli.Main} registers one class for each command. A command holds its options, calls the domain
 * and prints: JSON lines where programs read, a table where people do ({@code --json} makes it lines as well). Results go
 * to stdout, everything else to stderr. Exit codes are those of {@link org.wirewatch.cli.Exit}: 0 done, 1 failed, 2 wrong
 * usage or wrong configuration.
 *
 * <p>{@code extract}, {@code match} and {@code parse} start in well under two seconds, and a test holds that they load no
 * class of Flink or Elasticsearch. Hence {@code Main} makes only the command that is asked for (picocli would look at the
 * fields and methods of all of them), and no command keeps anything of another.
 */
@NullMarked
package org.wirewatch.cli;

import org.jspecify.annotations.NullMarked;
