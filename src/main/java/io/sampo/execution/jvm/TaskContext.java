package io.sampo.execution.jvm;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link SampoTask} knows of the attempt it is, and may say to the outside. */
public interface TaskContext {

  /** The id of the run. */
  long runId();

  /** The key of the task within its job. */
  String taskKey();

  /** The number of the attempt; the first is 0. */
  int attempt();

  /** Grows with every assignment of the task, so that a sink can refuse a late writer. */
  long fence();

  /** The task's parameters and all of the job's, which win over those of equal name. */
  Map<String, String> parameters();

  /**
   * A parameter.
   *
   * @throws IllegalArgumentException if there is none of this name; names those there are
   */
  String parameter(String name);

  /**
   * Sets a task value for the tasks below.
   *
   * @param value null, a text, boolean or number, or a map, iterable or array of such
   * @throws IllegalArgumentException if it is anything else, or all values pass 48 KiB
   */
  void setValue(String name, @Nullable Object value);

  /**
   * A value that the task {@code taskKey} upstream has set: null, a {@code String}, {@code
   * Boolean}, {@code Long}, {@code Double}, or a {@code List} or {@code Map} of such.
   *
   * @throws IllegalArgumentException if there is none; names those there are
   */
  @Nullable Object value(String taskKey, String name);

  /**
   * The attempt's log. What the task prints to {@code System.out} is the node's, not the task's.
   */
  PrintStream log();

  /** An empty folder of the attempt's own. */
  Path workFolder();
}
