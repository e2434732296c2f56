package org.wirewatch.topic.match;

/** Which share of all texts has a term: 0 to 1, an estimate that decides only how much work is done. */
interface Frequencies {

    double share(int term);
}
