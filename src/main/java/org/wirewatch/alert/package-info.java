/**
 * From mentions to an alert: how much it matters and what people see of it.
 *
 * <p>{@link org.wirewatch.alert.Score} says how much an article is about a topic, as the sum of five parts that an analyst
 * can check by reading: the title, the lead, in how many sentences, by how many rules, how closely. {@link
 * org.wirewatch.alert.AlertPolicy} adds the severity (the topic's, or that of the rules that matched), drops what is below
 * the topic's threshold, and puts the best evidence first. Both are pure functions.
 */
@NullMarked
package org.wirewatch.alert;

import org.jspecify.annotations.NullMarked;
