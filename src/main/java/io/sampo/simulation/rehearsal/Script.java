package io.sampo.simulation.rehearsal;

import io.sampo.model.TaskDefinition;
import java.util.Map;

/**
 * How attempts go. Must answer alike whenever it is asked alike.
 *
 * <p>A task is named by its path: its key in the job, or in the loop that repeats it; and for a
 * task of another job, which a task of this one runs, the path of that task, a slash, and its key
 * there.
 */
public interface Script {

  /** How long each attempt of {@code task} runs, in {@code [0, Limits.WAIT_MILLIS_MAX]}. */
  long millis(String path, TaskDefinition task);

  /** Whether each attempt of the task fails when its time is over; else it succeeds. */
  boolean fails(String path);

  /** The task values that an attempt sets when it succeeds, each as JSON text. */
  Map<String, String> values(String path);
}
