package io.sampo.definition;

import io.sampo.definition.field.Value;
import io.sampo.definition.source.Faults;
import io.sampo.definition.source.Place;
import io.sampo.definition.source.SourceTree;
import java.nio.file.Path;
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
   * Reads and checks {@code file}: as JSON if its name ends so, else as YAML. Looks for the files
   * that tasks name, but does not read them. Whatever the file holds, the answer is a reading: a
   * file that is missing, unreadable or too large has a fault in its first line.
   */
  public static Reading read(Path file) {
    var faults = new Faults(file.toString());
    var warnings = new Faults(file.toString());
    var notices = new Notices();
    var root = SourceTree.read(file, faults);
    var reader = new JobReader(new NamedFiles(folder(file)), notices, warnings);
    var definition = root == null ? null : reader.read(new Value(root, Place.ROOT, faults));
    return new Reading(
        faults.isEmpty() ? definition : null,
        faults.listed(),
        faults.more(),
        warnings.listed(),
        notices.sentences());
  }
}
