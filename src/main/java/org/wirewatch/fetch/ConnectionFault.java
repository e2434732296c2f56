package org.wirewatch.fetch;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2CorruptFrameException;

/** Sorts the exceptions by which the HTTP client says that there is no response. */
final class ConnectionFault {

    private ConnectionFault() {}

    static FetchFault of(Exception cause) {
        if (cause instanceof BlockedAddress) {
            return FetchFault.ADDRESS_BLOCKED;
        }
        if (cause instanceof UnknownHostException) {
            return FetchFault.UNKNOWN_HOST;
        }
        if (cause instanceof SSLException) {
            return FetchFault.TLS;
        }
        if (cause instanceof SocketTimeoutException) {
            return FetchFault.TIMEOUT;
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return FetchFault.UNREACHABLE;
        }
        if (cause instanceof HttpException
                || cause instanceof MessageConstraintException
                || cause instanceof MalformedChunkCodingException
                || cause instanceof H2ConnectionException
                || cause instanceof H2CorruptFrameException) {
            return FetchFault.MALFORMED_RESPONSE;
        }
        return FetchFault.BROKEN_OFF;
    }

    /** What the client says of it, which for some exceptions is nothing. */
    static String message(Exception cause) {
        String said = cause.getMessage();
        return said == null || said.isBlank() ? cause.getClass().getSimpleName() : said;
    }
}
