package io.sampo.model;

import java.util.Map;

/**
 * What a run is a run of, fixed for its whole life.
 *
 * @param definition names the job definition
 * @param parameters every parameter of the job with its final value
 * @param files content of every file that a task names, by its path in the definition
 */
public record Submission(
    ContentHash definition, Map<String, String> parameters, Map<String, ContentHash> files) {

  public Submission {
    parameters = Map.copyOf(parameters);
    files = Map.copyOf(files);
  }
}
