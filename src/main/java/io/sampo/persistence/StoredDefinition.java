package io.sampo.persistence;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.sampo.model.Check;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.JobCluster;
import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.RetryPolicy;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.TaskDefinition.Dependency;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A definition as it is written: as {@link JobDefinition}, but what tasks mostly have in common
 * stands there once, in the order in which the tasks come to need it.
 *
 * @param format stands first, so that it can be read alone
 */
record StoredDefinition(
    int format,
    String name,
    List<Parameter> parameters,
    long timeoutMillis,
    long warnMillis,
    List<JobCluster> clusters,
    int priority,
    List<Manner> manners,
    List<Row> tasks) {

  /** How a task is carried out, whatever it does: thousands of a job are alike in this. */
  record Manner(
      RunIf runIf,
      boolean disabled,
      RetryPolicy retry,
      long timeoutMillis,
      long warnMillis,
      long expectedMillis,
      Compute compute) {

    static Manner of(TaskDefinition task) {
      return new Manner(
          task.runIf(),
          task.disabled(),
          task.retry(),
          task.timeoutMillis(),
          task.warnMillis(),
          task.expectedMillis(),
          task.compute());
    }
  }

  /**
   * What a task has by itself.
   *
   * @param manner the number of its manner, from 0
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  record Row(TaskKey key, List<Dependency> dependsOn, Work work, int manner) {

    Row {
      dependsOn = List.copyOf(dependsOn);
    }
  }

  StoredDefinition {
    manners = List.copyOf(manners);
    tasks = List.copyOf(tasks);
  }

  static StoredDefinition of(int format, JobDefinition job) {
    var manners = new LinkedHashMap<Manner, Integer>();
    var rows = new ArrayList<Row>(job.tasks().size());
    for (var task : job.tasks()) {
      var next = manners.size();
      var manner = manners.computeIfAbsent(Manner.of(task), _ -> next);
      rows.add(new Row(task.key(), task.dependsOn(), task.work(), manner));
    }
    return new StoredDefinition(
        format,
        job.name(),
        job.parameters(),
        job.timeoutMillis(),
        job.warnMillis(),
        job.clusters(),
        job.priority(),
        List.copyOf(manners.keySet()),
        rows);
  }

  /**
   * The definition that this was made of.
   *
   * @throws IllegalArgumentException if a task has a manner that is not there
   */
  JobDefinition job() {
    var made = new ArrayList<TaskDefinition>(tasks.size());
    for (var row : tasks) {
      Check.range("manner of " + row.key(), row.manner(), 0, manners.size() - 1);
      var manner = manners.get(row.manner());
      made.add(
          new TaskDefinition(
              row.key(),
              row.dependsOn(),
              manner.runIf(),
              manner.disabled(),
              row.work(),
              manner.retry(),
              manner.timeoutMillis(),
              manner.warnMillis(),
              manner.expectedMillis(),
              manner.compute()));
    }
    return new JobDefinition(name, parameters, made, timeoutMillis, warnMillis, clusters, priority);
  }
}
