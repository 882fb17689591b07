package io.sampo.model;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is a run of, fixed for its whole life.
 *
 * @param definition names the job definition
 * @param parameters values of the job's parameters; one that is left out has its default
 * @param files content of every file that a task names, by its path in the definition
 * @param jobs definition of every job that a task runs, directly or not, by the name it is given
 * @param cause why there is this run
 */
public record Submission(
    ContentHash definition,
    Map<String, String> parameters,
    Map<String, ContentHash> files,
    Map<String, ContentHash> jobs,
    Cause cause) {

  /**
   * Why there is a run at all.
   *
   * @param parent the task that wanted it; null unless some task did
   * @param details what references such as {@code {{job.trigger.file_arrival.location}}} stand for,
   *     by their text without braces
   */
  public record Cause(Trigger trigger, @Nullable Parent parent, Map<String, String> details) {

    /** Somebody asked for it. */
    public static final Cause ONE_TIME = new Cause(Trigger.ONE_TIME, null, Map.of());

    /** What starts runs; the names are trigger types of the Databricks Jobs API. */
    public enum Trigger {
      ONE_TIME,
      PERIODIC,
      RETRY,
      RUN_JOB_TASK,
      FILE_ARRIVAL,
      TABLE,
      CONTINUOUS
    }

    /**
     * The {@code run_job_task} that a run is the work of.
     *
     * @param task its number in {@code run}
     * @param attempt of that task, which counts from 0
     * @param depth how many runs lie above this one; at least 1
     */
    public record Parent(RunId run, int task, int attempt, int depth) {

      public Parent {
        Check.range("depth", depth, 1, Limits.RUN_DEPTH_MAX);
      }
    }

    public Cause {
      details = Map.copyOf(details);
    }

    /** The cause of a run that is the work of a task. */
    public static Cause of(Parent parent) {
      return new Cause(Trigger.RUN_JOB_TASK, parent, Map.of());
    }

    /** How many runs lie above. */
    public int depth() {
      return parent == null ? 0 : parent.depth();
    }
  }

  /** What a hash takes in a message, and what frames a name. */
  private static final int CONTENT_BYTES = 40;

  /** What frames a parameter's name and value in a message. */
  private static final int PARAMETER_BYTES = 10;

  public Submission {
    parameters = Map.copyOf(parameters);
    files = Map.copyOf(files);
    jobs = Map.copyOf(jobs);
  }

  /** One that somebody asked for, of a job that runs no other. */
  public static Submission of(
      ContentHash definition, Map<String, String> parameters, Map<String, ContentHash> files) {
    return new Submission(definition, parameters, files, Map.of(), Cause.ONE_TIME);
  }

  /** The same with these parameters. */
  public Submission with(Map<String, String> others) {
    return new Submission(definition, others, files, jobs, cause);
  }

  /** The same without files and jobs, which may be many: as much of it as a worker needs. */
  public Submission withoutContent() {
    return new Submission(definition, parameters, Map.of(), Map.of(), cause);
  }

  /** How much these take in a message, in bytes; never less than they really do. */
  public static int bytes(Map<String, ContentHash> content) {
    return content.keySet().stream().mapToInt(name -> CONTENT_BYTES + bytes(name)).sum();
  }

  /** The same of parameters. */
  public static int parameterBytes(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .mapToInt(one -> PARAMETER_BYTES + bytes(one.getKey()) + bytes(one.getValue()))
        .sum();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
