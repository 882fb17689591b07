package io.sampo.execution.process;

import io.sampo.execution.AttemptSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that the process of a task finds in its environment: {@code PATH}, {@code HOME} and {@code
 * LANG} of the node, what the task names, and the names of the attempt, which win: {@code
 * SAMPO_JOB_ID}, {@code SAMPO_RUN_ID}, {@code SAMPO_TASK_KEY}, {@code SAMPO_ATTEMPT} (counts from
 * 0), {@code SAMPO_FENCE}, and {@code SAMPO_NODE}, the {@link Mark} by which its processes are
 * found again.
 */
public final class TaskEnvironment {

  private static final Map<String, String> ORDINARY =
      Map.of(
          "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          "HOME", "/",
          "LANG", "C.UTF-8");

  private TaskEnvironment() {}

  /**
   * The environment of an attempt.
   *
   * @param node the node's own environment, of which three variables are handed on
   * @param named what the task itself names
   */
  public static Map<String, String> of(
      AttemptSpec spec, Mark mark, Map<String, String> node, Map<String, String> named) {
    var environment = new TreeMap<String, String>();
    ORDINARY.forEach((name, value) -> environment.put(name, node.getOrDefault(name, value)));
    environment.putAll(named);
    environment.put("SAMPO_JOB_ID", Long.toString(spec.jobId()));
    environment.put("SAMPO_RUN_ID", spec.run().toString());
    environment.put("SAMPO_TASK_KEY", spec.task().value());
    environment.put("SAMPO_ATTEMPT", Integer.toString(spec.attempt()));
    environment.put("SAMPO_FENCE", Long.toString(spec.fence()));
    environment.put(Mark.VARIABLE, mark.value());
    return environment;
  }

  /** The entries that, together, only the processes of this attempt carry. */
  static List<String> signature(AttemptSpec spec, Mark mark) {
    return List.of(
        mark.entry(),
        "SAMPO_RUN_ID=" + spec.run(),
        "SAMPO_TASK_KEY=" + spec.task(),
        "SAMPO_FENCE=" + spec.fence());
  }
}
