package io.sampo.definition.source;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files that a job file may name, by their absolute paths: those of this machine, or those that
 * somebody sent along with it.
 */
public interface SourceFiles {

  /** Those of this machine. */
  SourceFiles DISK = new DiskFiles();

  /** Why nothing can be made of what is at {@code file}; null if something can. */
  @Nullable String refusal(Path file);

  /** Whether a file is there, and no folder. */
  boolean isFile(Path file);

  /** What is in a file, as text. */
  SourceText text(Path file);

  /** What takes the faults of another job file. */
  Faults faults(Path file);

  /**
   * What is in another job file.
   *
   * @return null if it cannot be read as a tree, which {@code faults} then explains
   */
  @Nullable Node tree(Path file, Faults faults);
}
