package io.sampo.campaign.check.file;

import io.sampo.campaign.check.Execution;
import io.sampo.campaign.check.Execution.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What tasks tell of themselves: {@code S RUN TASK ATTEMPT FENCE PID MILLIS} when one starts, and
 * {@code E RUN TASK ATTEMPT FENCE PID MILLIS EXIT_CODE} when it ends. Each line is appended by one
 * write, so the order of the lines is that of the events.
 */
final class EffectsFile {

  private static final int WORDS_OF_START = 7;
  private static final int WORDS_OF_END = 8;

  private EffectsFile() {}

  /** The executions that {@code lines} tell of, in the order of their starts. */
  static List<Execution> executions(List<String> lines) {
    var executions = new ArrayList<Execution>();
    Map<String, Integer> places = new HashMap<>();
    for (var line = 0; line < lines.size(); line++) {
      var words = lines.get(line).split(" ", -1);
      var key = words.length < WORDS_OF_START ? "" : String.join(" ", List.of(words).subList(1, 6));
      if (words[0].equals("S") && words.length == WORDS_OF_START) {
        places.put(key, executions.size());
        executions.add(started(words, line));
      } else if (words[0].equals("E") && words.length == WORDS_OF_END && places.containsKey(key)) {
        var place = places.get(key);
        executions.set(place, ended(executions.get(place), words, line));
      } else {
        throw new IllegalArgumentException(
            "line %d: %s (expected: S or E of a task)".formatted(line + 1, lines.get(line)));
      }
    }
    return executions;
  }

  private static Execution started(String[] words, int line) {
    return new Execution(
        Long.parseLong(words[1]),
        words[2],
        Integer.parseInt(words[3]),
        Long.parseLong(words[4]),
        Long.parseLong(words[5]),
        new Moment(line, Long.parseLong(words[6])),
        null,
        null);
  }

  private static Execution ended(Execution started, String[] words, int line) {
    return new Execution(
        started.run(),
        started.task(),
        started.attempt(),
        started.fence(),
        started.process(),
        started.start(),
        new Moment(line, Long.parseLong(words[6])),
        Integer.valueOf(words[7]));
  }
}
