package org.wirewatch.index;

import java.util.List;

/**
 * What was done or looked at, and what is not as it should be.
 *
 * @param done one line each, for people
 * @param gaps empty when the server is ready for the job
 */
public record SetupReport(List<String> done, List<Gap> gaps) {

    /**
     * Something that the server lacks or has otherwise.
     *
     * @param what with the name of the template or index
     * @param advice what to do about it
     */
    public record Gap(String what, String advice) {

        @Override
        public String toString() {
            return what + ". " + advice;
        }
    }

    public SetupReport {
        done = List.copyOf(done);
        gaps = List.copyOf(gaps);
    }
}
