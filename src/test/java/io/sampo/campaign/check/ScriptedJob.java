package io.sampo.campaign.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A job that the client wanted to be run, once.
 *
 * @param token under which it was submitted, however often
 * @param name of the job, which no other has
 * @param tasks each after those that it depends on
 */
public record ScriptedJob(String token, String name, List<ScriptedTask> tasks) {

  public ScriptedJob {
    tasks = List.copyOf(tasks);
  }

  /** The task of that key. */
  public ScriptedTask task(String key) {
    return tasks.stream()
        .filter(task -> task.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("%s has no task %s".formatted(name, key)));
  }

  /** Keys of the tasks that succeed when nobody cancels the run. */
  public Set<String> succeeding() {
    var keys = new HashSet<String>();
    for (var task : tasks) {
      if (task.succeeds() && keys.containsAll(task.after())) {
        keys.add(task.key());
      }
    }
    return keys;
  }

  /** Whether a task called {@code key} begins when nobody cancels the run. */
  public boolean isReached(String key) {
    return succeeding().containsAll(task(key).after());
  }

  /** How the run ends when nobody cancels it: every failure reaches a task at the end. */
  public String result() {
    return succeeding().size() == tasks.size() ? "SUCCESS" : "FAILED";
  }
}
