package org.wirewatch.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that will happen: the outlets, and the steps in their order. Read from resources, the same every time. */
record Day(Map<String, Outlet> outlets, List<Step> steps, Map<String, Report> reports) {

    static Day load() {
        Map<String, Outlet> outlets = new LinkedHashMap<>();
        FrontMatter.lines("outlets.txt").forEach(id -> outlets.put(id, Outlet.load(id)));
        List<Step> steps = FrontMatter.lines("day.txt").stream().map(Step::of).toList();
        Map<String, Report> reports = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step.kind() == Step.Kind.PUBLISH && reports.put(step.slug(), Report.load(step.slug())) != null) {
                throw new IllegalStateException("day.txt publishes " + step.slug() + " twice");
            }
        }
        return new Day(outlets, steps, reports);
    }

    Outlet outletOf(Report report) {
        return Optional.ofNullable(outlets.get(report.outlet()))
                .orElseThrow(() -> new IllegalStateException(
                        "report " + report.slug() + " names an outlet that is not in outlets.txt: " + report.outlet()));
    }

    /** The reports of an outlet that appeared before this one, newest first: the page's box of related reading. */
    List<Report> before(Report report, int most) {
        List<Report> own = reports.values().stream()
                .filter(other -> other.outlet().equals(report.outlet()))
                .toList();
        int at = own.stream().map(Report::slug).toList().indexOf(report.slug());
        List<Report> before = new ArrayList<>(own.subList(Math.max(0, at - most), at));
        Collections.reverse(before);
        return List.copyOf(before);
    }

    /** A report's place in the day, counted from 1001: what some content systems put into addresses. */
    int numberOf(Report report) {
        return 1001 + List.copyOf(reports.keySet()).indexOf(report.slug());
    }
}
