/**
 * Mail: how a {@link org.wirewatch.notify.Letter} looks, and how it gets to a server.
 *
 * <p>{@link org.wirewatch.notify.mail.Rendering} makes a {@link org.wirewatch.notify.mail.RenderedMail} of a letter:
 * subject, text, HTML and headers, the same bytes for the same letter at any time. It goes through three steps.
 * {@code View} says what is shown, as strings, lists and truth values and nothing else: there every text from outside
 * passes {@link org.wirewatch.notify.text.PlainLine} (one line, no control characters, none that turn the direction of
 * writing, bounded) and every address becomes a link only if it is http(s). {@link org.wirewatch.notify.mail.Templates}
 * says how it looks: files that users can replace, with an engine that escapes HTML and can call nothing; a template that
 * would write something unescaped is refused. Third, the message is cut until it is below
 * {@link org.wirewatch.notify.mail.Rendering#MAX_BYTES}, because mail programs clip longer ones.
 *
 * <p>{@link org.wirewatch.notify.mail.SmtpSender} hands rendered mails to the server of
 * {@link org.wirewatch.notify.mail.MailSettings}, on threads and over connections of its own, and tells what became of
 * each as a {@link org.wirewatch.notify.SendOutcome}. It keeps nothing and tries nothing twice that could arrive twice:
 * when to try again is decided by whoever asks.
 */
@NullMarked
package org.wirewatch.notify.mail;

import org.jspecify.annotations.NullMarked;
