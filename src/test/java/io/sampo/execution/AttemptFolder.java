package io.sampo.execution;

import io.sampo.model.ContentHash;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The folder of one attempt, and what a test says about that attempt. Files are their own artifact
 * store: each is found by the hash it was pinned under.
 */
public final class AttemptFolder {

  /** No attempt of a test takes longer; it only keeps a broken test from hanging for ever. */
  public static final long PATIENCE_SECONDS = 60;

  private static final RunId RUN = new RunId(77);

  private final Path folder;
  private final Map<String, String> parameters = new HashMap<>();
  private final Map<String, ContentHash> files = new HashMap<>();
  private final Map<ContentHash, Path> contents = new HashMap<>();
  private final Map<TaskKey, Map<String, String>> upstream = new HashMap<>();
  private String task = "task";
  private int attempt;

  /** An attempt whose folder is {@code folder}, which exists and is empty. */
  public AttemptFolder(Path folder) {
    this.folder = folder;
  }

  /** Sets a parameter of the job. */
  public AttemptFolder parameter(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  /** Names the task, which is {@code task} otherwise. */
  public AttemptFolder task(String key) {
    task = key;
    return this;
  }

  /** Says which attempt it is, which is the first, 0, otherwise. */
  public AttemptFolder attempt(int number) {
    attempt = number;
    return this;
  }

  /** Sets a task value, JSON text, of a task upstream. */
  public AttemptFolder upstream(String key, String name, String json) {
    upstream.computeIfAbsent(new TaskKey(key), _ -> new HashMap<>()).put(name, json);
    return this;
  }

  /** Pins a file. */
  public AttemptFolder file(Path file) {
    var hash = new ContentHash("%064x".formatted(contents.size() + 1));
    files.put(file.toString(), hash);
    contents.put(hash, file);
    return this;
  }

  /** The source of the pinned files. */
  public FileSource source() {
    return hash -> {
      var file = contents.get(hash);
      if (file == null) {
        throw new IOException("no such artifact: " + hash);
      }
      return file;
    };
  }

  /** The attempt as executors take it. */
  public AttemptSpec spec(Work work) {
    return new AttemptSpec(
        RUN,
        new TaskKey(task),
        attempt,
        500 + attempt,
        9,
        "a job",
        work,
        parameters,
        files,
        folder,
        () -> upstream);
  }

  /** What the attempt has logged. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** Begins an attempt and waits for its outcome. */
  public static Outcome outcome(Consumer<Consumer<Outcome>> launch) throws Exception {
    var outcome = new CompletableFuture<Outcome>();
    launch.accept(outcome::complete);
    return await(outcome);
  }

  /** Waits for an outcome. */
  public static Outcome await(CompletableFuture<Outcome> outcome) throws Exception {
    return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
