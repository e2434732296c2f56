package org.wirewatch.feed;

import org.junit.jupiter.api.Test;

class FeedFuzzTest {

    @Test
    void noDamagedFeedMakesTheParserThrowOrHang() {
        FeedFuzz fuzz = new FeedFuzz(SampleFeeds.all());
        for (long seed = 0; seed < 4_000; seed++) {
            fuzz.run(seed);
        }
    }
}
