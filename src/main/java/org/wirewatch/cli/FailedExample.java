package org.wirewatch.cli;

import org.wirewatch.model.Mention;
import org.wirewatch.topic.ExampleResult;
import org.wirewatch.topic.NearMiss;

/** Says why an example of a topic file does not hold. */
final class FailedExample {

    private FailedExample() {}

    /** A phrase that follows the topic's name. */
    static String what(ExampleResult result) {
        if (result.example().matches()) {
            return " is not found in this example, which must match: "
                    + result.nearest().map(FailedExample::lacking).orElse("it has nothing of any rule");
        }
        Mention first = result.mentions().get(0);
        return " is found in this example, which must not match: rule " + first.ruleId() + " finds \""
                + Printable.line(first.text()) + "\"";
    }

    private static String lacking(NearMiss miss) {
        return "rule " + miss.ruleId() + " lacks least, " + miss.missing();
    }
}
