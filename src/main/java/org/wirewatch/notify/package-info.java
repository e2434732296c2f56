/**
 * Telling people: who wants to know what, when, and what they are told.
 *
 * <p>A {@link org.wirewatch.notify.Subscription} says what somebody wants ({@link org.wirewatch.notify.Filter}), when
 * ({@link org.wirewatch.notify.Schedule}) and where. An alert becomes a {@link org.wirewatch.notify.NewsItem}, and items
 * become a {@link org.wirewatch.notify.Letter}: one message to one recipient, whole, so that whoever renders it asks
 * nothing else.
 *
 * <p>Three steps that know nothing of each other: deciding (this package, pure, each answer with a named reason),
 * rendering and sending (the packages below). State, timers and the order of things belong to the job.
 *
 * <p>A message's id is made of what it is about, so that a message made twice is the same one. Stories do not exist yet:
 * a story's id is its article's, and an untold copy is known by its title.
 */
@NullMarked
package org.wirewatch.notify;

import org.jspecify.annotations.NullMarked;
