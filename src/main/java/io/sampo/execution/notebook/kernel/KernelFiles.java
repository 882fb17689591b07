package io.sampo.execution.notebook.kernel;

import io.sampo.execution.value.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files by which a notebook's process and the node talk. Each is written whole, by renaming,
 * and can be read by the node's user only.
 *
 * @param folder holds nothing else; made by the first write
 */
public record KernelFiles(Path folder) {

  /** The task value that holds what the notebook gave to {@code dbutils.notebook.exit}. */
  public static final String EXIT_VALUE = "notebook_exit";

  private static final String REQUEST = "request.json";
  private static final String VALUES = "values.json";
  private static final String FAILURE = "failure.json";
  private static final String COMPLETED = "completed";

  /**
   * What a notebook's process is to run.
   *
   * @param text the notebook
   * @param widgets values passed to it
   * @param upstream task values, JSON text by name by task
   */
  public record Request(
      String text, Map<String, String> widgets, Map<String, Map<String, String>> upstream) {

    public Request {
      widgets = Map.copyOf(widgets);
      upstream = Map.copyOf(upstream);
    }
  }

  /**
   * Why a notebook failed.
   *
   * @param message begins with cell and line
   * @param exception class name of what was thrown, when something was
   */
  public record Failure(String message, @Nullable String exception) {}

  /** Says what to run. */
  public void writeRequest(Request request) throws IOException {
    Files.createDirectories(folder);
    write(
        REQUEST,
        Json.write(
            Map.of(
                "text", request.text(),
                "widgets", request.widgets(),
                "upstream", request.upstream())));
  }

  /** What to run. */
  public Request request() throws IOException {
    var request = object(Json.read(read(REQUEST)));
    var upstream = new TreeMap<String, Map<String, String>>();
    object(request.get("upstream")).forEach((task, values) -> upstream.put(task, texts(values)));
    return new Request(
        String.valueOf(request.get("text")), texts(request.get("widgets")), upstream);
  }

  /** Says what task values are set so far. */
  void writeValues(Map<String, String> values) throws IOException {
    write(VALUES, Json.write(values));
  }

  /** The task values that were set: JSON text by name. */
  public Map<String, String> values() throws IOException {
    return exists(VALUES) ? texts(Json.read(read(VALUES))) : Map.of();
  }

  /** Whether the notebook has called {@code dbutils.notebook.exit}. */
  boolean hasExited() throws IOException {
    return values().containsKey(EXIT_VALUE);
  }

  /** Says that the notebook failed. */
  void writeFailure(Failure failure) throws IOException {
    var fields = new TreeMap<String, @Nullable Object>();
    fields.put("message", failure.message());
    fields.put("exception", failure.exception());
    write(FAILURE, Json.write(fields));
  }

  /** Why the notebook failed, if it has said so. */
  public Optional<Failure> failure() throws IOException {
    if (!exists(FAILURE)) {
      return Optional.empty();
    }
    var fields = object(Json.read(read(FAILURE)));
    return Optional.of(
        new Failure(String.valueOf(fields.get("message")), (String) fields.get("exception")));
  }

  /** Says that the notebook has come to its end. */
  void writeCompleted() throws IOException {
    write(COMPLETED, "");
  }

  /** Whether the notebook has come to its end, not only its process. */
  public boolean isCompleted() {
    return exists(COMPLETED);
  }

  private boolean exists(String name) {
    return Files.exists(folder.resolve(name));
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private void write(String name, String text) throws IOException {
    var draft = folder.resolve(name + ".new");
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options =
        EnumSet.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(draft, options, ownerOnly)) {
      channel.write(StandardCharsets.UTF_8.encode(text));
    }
    Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Map<String, @Nullable Object> object(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> fields)) {
      throw new IllegalArgumentException("no JSON object: " + json);
    }
    var object = new TreeMap<String, @Nullable Object>();
    fields.forEach((name, value) -> object.put((String) name, value));
    return object;
  }

  private static Map<String, String> texts(@Nullable Object json) {
    var texts = new TreeMap<String, String>();
    object(json).forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }
}
