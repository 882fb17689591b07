package io.sampo.execution;

import io.sampo.model.ContentHash;
import io.sampo.model.RunId;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Everything an {@link Executor} needs to carry out one attempt.
 *
 * @param attempt counts from 0
 * @param fence grows with every assignment of the task, so that a sink can refuse a late writer
 * @param jobName for people; the id of the job is 0 for a run of a file
 * @param parameters the job's parameters with their final values
 * @param files content of every file of {@code work}, by its path there
 * @param folder the attempt's own, made by whoever carries it out if it needs one: its log is
 *     {@code folder/log}
 * @param upstreamValues task values (JSON text by name) of the tasks upstream; may block while it
 *     asks the coordinator, so it is called from the attempt's own thread, and only when needed
 */
public record AttemptSpec(
    RunId run,
    TaskKey task,
    int attempt,
    long fence,
    long jobId,
    String jobName,
    Work work,
    Map<String, String> parameters,
    Map<String, ContentHash> files,
    Path folder,
    Supplier<Map<TaskKey, Map<String, String>>> upstreamValues) {

  public AttemptSpec {
    parameters = Map.copyOf(parameters);
    files = Map.copyOf(files);
  }

  /** Where the attempt's output goes. */
  public Path log() {
    return folder.resolve("log");
  }

  /**
   * The same, in a folder that is there by now: to be called by whoever carries the attempt out,
   * before all else, on a thread that may wait for the disk.
   */
  public Path preparedLog() throws IOException {
    Files.createDirectories(folder);
    return log();
  }

  /** A task's {@code own} parameters and all of the job's, which win over those of equal name. */
  public Map<String, String> pushedDown(Map<String, String> own) {
    var all = new TreeMap<>(own);
    all.putAll(parameters);
    return all;
  }

  /**
   * The pinned content of {@code file}, one of {@link Work#files}.
   *
   * @throws IOException if it was not pinned, or {@code source} lacks it
   */
  public Path pinned(String file, FileSource source) throws IOException {
    var hash = files.get(file);
    if (hash == null) {
      throw new IOException(
          "file: '%s' (expected: one that was pinned when the run was submitted, %s)"
              .formatted(file, files.keySet()));
    }
    return source.path(hash);
  }
}
