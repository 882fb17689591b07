package io.sampo.cli.folder;

import io.sampo.model.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything Sampo keeps on this machine.
 *
 * @param root absolute; need not exist
 */
public record DataFolder(Path root) {

  private static final String DEFAULT = ".sampo";

  /** In the folder of a run that is the work of a task: the id of the run at the top. */
  private static final String PARENT = "parent";

  /** The folder that {@code option} names, else SAMPO_DATA, else {@code .sampo} in the current. */
  public static DataFolder of(
      @Nullable Path option, Map<String, String> environment, Path current) {
    var named = environment.getOrDefault("SAMPO_DATA", "");
    var path = option != null ? option : Path.of(named.isEmpty() ? DEFAULT : named);
    return new DataFolder(current.resolve(path).normalize());
  }

  /** The folder of a run, which need not exist. */
  public Path run(RunId run) {
    return runs().resolve(run.toString());
  }

  /**
   * Makes the folder of a new run with a range of ids of its own: its own id, then one for each
   * task.
   */
  public RunId create(int tasks) throws IOException {
    Files.createDirectories(runs());
    var run = new RunId(ids().take(1L + tasks));
    Files.createDirectory(run(run));
    return run;
  }

  /**
   * Makes the folder of a new run that is the work of a task of {@code root}, or of a run below
   * that. Its ids are as in {@link #create}.
   */
  public RunId createBelow(RunId root, int tasks) throws IOException {
    var run = create(tasks);
    Files.writeString(
        run(run).resolve(PARENT),
        root.toString(),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
    return run;
  }

  /** Takes an id for something that has no folder of its own. */
  public long takeId() throws IOException {
    return ids().take(1);
  }

  /**
   * The run on whose node {@code run} is carried out: the one above, up to the one that was asked
   * for; {@code run} itself unless it is the work of a task.
   *
   * @throws IOException if what says so cannot be read
   */
  public RunId root(RunId run) throws IOException {
    var file = run(run).resolve(PARENT);
    if (!Files.exists(file)) {
      return run;
    }
    var text = Files.readString(file);
    return id(text)
        .orElseThrow(
            () -> new IOException("%s: '%s' (expected: the id of a run)".formatted(file, text)));
  }

  /** Every run that has a folder, oldest first. */
  public List<RunId> list() throws IOException {
    if (!Files.isDirectory(runs())) {
      return List.of();
    }
    try (var folders = Files.list(runs())) {
      return folders
          .filter(Files::isDirectory)
          .flatMap(folder -> id(folder.getFileName().toString()).stream())
          .sorted()
          .toList();
    }
  }

  /** The run that {@code text} names; empty if that can be no run's id. */
  public static Optional<RunId> id(String text) {
    try {
      return Optional.of(new RunId(Long.parseLong(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private RunIds ids() {
    return new RunIds(root.resolve("ids"));
  }

  private Path runs() {
    return root.resolve("runs");
  }
}
