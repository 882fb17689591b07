package io.sampo.cli.rehearsal;

import io.sampo.simulation.rehearsal.Crew;
import io.sampo.simulation.rehearsal.Rehearsed;
import java.util.EnumMap;
import java.util.Map;

/** A rehearsal that is over, with all that there is to tell of it. */
public record Performance(String jobName, Crew crew, Durations durations, Rehearsed rehearsed) {

  /** How many tasks that ran got their duration from where. */
  Map<Origin, Integer> origins() {
    var counts = new EnumMap<Origin, Integer>(Origin.class);
    for (var origin : Origin.values()) {
      counts.put(origin, 0);
    }
    for (var task = 0; task < rehearsed.size(); task++) {
      var row = rehearsed.row(task);
      if (row.hasDuration()) {
        counts.merge(durations.of(row.path(), row.task()).origin(), 1, Integer::sum);
      }
    }
    return counts;
  }
}
