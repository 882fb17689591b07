package io.sampo.campaign.work;

import io.sampo.campaign.check.ScriptedTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The program of all tasks: tells a file that it starts, waits, and tells how it ends. Each line is
 * one write that appends, so none is torn, and they stand in the order of what happened.
 *
 * @param effects the file
 */
public record TaskScript(Path file, Path effects) {

  private static final String PROGRAM =
      """
      tell() {
        printf '%s %s %s %s %s %s %s%s\\n' "$1" "$SAMPO_RUN_ID" "$SAMPO_TASK_KEY" \\
          "$SAMPO_ATTEMPT" "$SAMPO_FENCE" "$$" "$(date +%s%3N)" "$2" >> "$EFFECTS"
      }
      tell S
      sleep "$SECONDS_LONG"
      if [ "$SAMPO_ATTEMPT" -lt "$FAILURES" ]; then code=1; else code=0; fi
      tell E " $code"
      exit $code
      """;

  /** Writes the program into {@code folder}, where {@code effects} is made, too. */
  public static TaskScript in(Path folder, Path effects) throws IOException {
    var file = folder.resolve("task.sh").toAbsolutePath();
    Files.writeString(file, PROGRAM);
    Files.createFile(effects);
    return new TaskScript(file, effects.toAbsolutePath());
  }

  /** What the program of one task finds in its environment. */
  Map<String, String> environment(ScriptedTask task, int millis) {
    return Map.of(
        "EFFECTS", effects.toString(),
        "FAILURES", Integer.toString(task.failures()),
        "SECONDS_LONG", String.format(Locale.ROOT, "%.3f", millis / 1e3));
  }
}
