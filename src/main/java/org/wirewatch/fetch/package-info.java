/**
 * Asking other people's servers for feeds and pages: safely, politely, and without ever getting stuck.
 *
 * <p>{@link org.wirewatch.fetch.Fetcher} makes one request, over at most five redirects, and always answers with a
 * {@link org.wirewatch.fetch.FetchOutcome}: a page, "not modified", or a failure that carries its
 * {@link org.wirewatch.model.Problem}. What can go wrong, and what an operator then does, is the list
 * {@link org.wirewatch.fetch.FetchFault}. Everything a server controls is bounded here: the total time, the size of the
 * decompressed body, the number and size of headers, the redirects, the bytes that all fetches together hold in memory.
 *
 * <p>No private address can be reached. The check ({@code AddressPolicy}) is made inside the name resolution of the
 * HTTP client, on the very addresses that it then connects to, so neither a redirect, an odd spelling nor a name that
 * changes its address gets past it.
 *
 * <p>{@link org.wirewatch.fetch.Urls} knows when two addresses mean the same article. That form is for identity, never
 * for fetching.
 *
 * <p>Politeness is decided here and carried out elsewhere: {@link org.wirewatch.fetch.HostPace} says, from the few
 * numbers that are remembered of a host ({@link org.wirewatch.fetch.HostMemory}), whether a request may start now, when
 * the next one may, and when a failed one is tried again. It has no clock, no thread and no state of its own, so that
 * an operator with keyed state can ask it.
 */
@NullMarked
package org.wirewatch.fetch;

import org.jspecify.annotations.NullMarked;
