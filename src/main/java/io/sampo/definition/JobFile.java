package io.sampo.definition;

import io.sampo.definition.field.Value;
import io.sampo.definition.source.Faults;
import io.sampo.definition.source.Place;
import io.sampo.definition.source.SourceFiles;
import io.sampo.definition.source.SourceTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file that defines a job, in YAML or JSON, with the field names of the Databricks Jobs API. */
public final class JobFile {

  private JobFile() {}

  /** The folder that paths in a job file are relative to. */
  public static Path folder(Path file) {
    var absolute = file.toAbsolutePath().normalize();
    @Nullable Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }

  /**
   * Reads and checks {@code file}, and the job files that it names: as JSON if the name ends so,
   * else as YAML. Looks for the other files that tasks name, but reads only the inputs of loops.
   * Whatever the file holds, the answer is a reading: a file that is missing, unreadable or too
   * large has a fault in its first line.
   */
  public static Reading read(Path file) {
    var faults = new Faults(file.toString());
    var root = SourceTree.read(file, faults);
    if (root == null) {
      return new Reading(null, Map.of(), faults.listed(), faults.more(), List.of(), List.of());
    }
    return new JobFiles(SourceFiles.DISK)
        .read(new Value(root, Place.ROOT, faults), file, folder(file));
  }

  /**
   * Checks a job that was read already, or put together from something else.
   *
   * @param job takes the faults, too
   * @param folder what the paths in it are relative to
   * @param file how it is called in warnings
   */
  public static Reading check(Value job, Path folder, String file) {
    return new JobFiles(SourceFiles.DISK).read(job, Path.of(file), folder);
  }

  /**
   * Checks a job whose files are no files of this machine.
   *
   * @param job takes the faults, too
   * @param file the absolute path of the job file, where the caller has it
   * @param source what lies beside it
   */
  public static Reading check(Value job, Path file, SourceFiles source) {
    return new JobFiles(source).read(job, file, folder(file));
  }
}
